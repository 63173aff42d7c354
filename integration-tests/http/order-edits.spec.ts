import {
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { addShirts, reduceToOneShirt } from "../support/order-balance"
import { orderReads, sql, runWorkflow } from "../support/order-records"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

type Collection = { readonly status: string; readonly amount: string }

/** Core cancels the payment of an edited order and requests the full amount again. */
describeStripeStore(
  "An order that is edited while its money is held",
  (store) => {
    it("keeps its hold and requests only what the hold does not cover", async () => {
      const order = await placeHeldOrder(store)

      await addShirts(store, order, 1)

      await collectionsRead(order, [
        { status: "authorized", amount: 120 },
        { status: "not_paid", amount: 100 },
      ])
      expect((await paymentOf(store, order.session.id)).canceled_at).toBeFalsy()
      expect((await intentOf(store, order.session.id)).status).toBe(
        "requires_capture"
      )
    })

    it("is repaired after every edit", async () => {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      await collectionsRead(order, [
        { status: "authorized", amount: 120 },
        { status: "not_paid", amount: 100 },
      ])

      await addShirts(store, order, 2)

      await collectionsRead(order, [
        { status: "authorized", amount: 120 },
        { status: "not_paid", amount: 300 },
      ])
    })

    it("captures everything that is held, and the rest stays outstanding", async () => {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      await collectionsRead(order, [
        { status: "authorized", amount: 120 },
        { status: "not_paid", amount: 100 },
      ])

      await setStatus(store, order, "ready_for_capture")

      await orderReads(store, order.orderId, "partially_paid")
      expect(await capturesOf(store, order)).toEqual([120])
      const { order: edited } = await store.admin.admin.order.retrieve(
        order.orderId,
        { fields: "summary" }
      )
      expect(edited.summary.pending_difference).toBe(100)
    })

    it("captures no more than its outstanding amount once it has become cheaper", async () => {
      const order = await placeHeldOrder(store, {
        items: [{ variant_id: store.seed.variantId, quantity: 2 }],
      })
      await reduceToOneShirt(store, order)
      await collectionsRead(order, [{ status: "authorized", amount: 220 }])

      await setStatus(store, order, "ready_for_capture")

      await orderReads(store, order.orderId, "paid")
      expect((await intentOf(store, order.session.id)).amount_received).toBe(
        12000
      )
    })

    it("shows its payment as canceled in Medusa once the hold is released", async () => {
      const order = await placeHeldOrder(store)

      await runWorkflow(store.container, "release-order-payments", {
        order_id: order.orderId,
      })

      await collectionsRead(order, [{ status: "canceled", amount: 120 }])
    })

    async function collectionsRead(
      { orderId }: HeldOrder,
      expected: readonly { status: string; amount: number }[]
    ): Promise<void> {
      await waitUntil(`the collections of ${orderId} to match`, async () => {
        const rows = await sql<Collection>(
          store,
          `select c.status, c.amount
           from order_payment_collection l
           join payment_collection c on c.id = l.payment_collection_id
          where l.order_id = :orderId and l.deleted_at is null and c.deleted_at is null
          order by c.created_at`,
          { orderId }
        )
        const found = rows.map(({ status, amount }) => ({
          status,
          amount: Number(amount),
        }))
        return (
          JSON.stringify(found) === JSON.stringify(expected) ||
          Promise.reject(new Error(JSON.stringify(found)))
        )
      })
    }
  }
)
