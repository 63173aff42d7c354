import type { HttpTypes } from "@medusajs/framework/types"
import {
  deliverNext,
  fulfillOne,
  fulfillRest,
  shipNext,
} from "../support/fulfillments"
import {
  capturesOf,
  type HeldOrder,
  placeHeldOrder,
} from "../support/held-order"
import { only } from "../support/only"
import { addShirts, holdBalance } from "../support/order-balance"
import {
  orderReads,
  orderStatus,
  sql,
  synchronize,
} from "../support/order-records"
import { createPaymentLink, payLinkAt } from "../support/payment-links"
import { createCart, placeOrder, startPaymentSession } from "../support/shopper"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { sweep, waitUntilIdle } from "../support/sweep"

type Held = Pick<HeldOrder, "session">

/** 120.00 EUR are held when it is placed; a shirt more costs 100.00 EUR. */
describeStripeStore(
  "A store that captures on Medusa's own states",
  (store) => {
    it("captures what was paid after the first shipment with the next one", async () => {
      const order = await placeHeldOrder(store, {
        items: [{ variant_id: store.seed.variantId, quantity: 2 }],
      })
      await fulfillOne(store, order)
      await shipNext(store, order)
      await orderReads(store, order.orderId, "paid")
      await addShirts(store, order, 1)
      const balance = await holdBalance(store, order, 100)
      await staysHeld(order, balance)

      await fulfillRest(store, order)
      await staysHeld(order, balance)
      await shipNext(store, order)

      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([220])
      expect(await capturesOf(store, balance)).toEqual([100])
      await synchronize(store, order.session.id)
      await synchronize(store, balance.session.id)
      expect(await requestsFor(order)).toEqual(["partially_shipped"])
      expect(await requestsFor(balance)).toEqual(["shipped"])
    })

    it("holds what was paid after it was shipped until the order is completed", async () => {
      const order = await placeAndShip()
      await addShirts(store, order, 1)
      const balance = await holdBalance(store, order, 100)
      await staysHeld(order, balance)

      await store.admin.admin.order.complete(order.orderId, {})

      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, balance)).toEqual([100])
      expect(await requestsFor(balance)).toEqual(["completed"])
    })

    it("holds what was paid after it was shipped until the goods are delivered", async () => {
      const order = await placeAndShip()
      await makeDearer(order, 150)
      const balance = await holdBalance(store, order, 50)
      await staysHeld(order, balance)

      await deliverNext(store, order)

      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, balance)).toEqual([50])
      expect(await requestsFor(balance)).toEqual(["delivered"])
    })

    it("holds the first payment of an order that was completed before, until it is archived", async () => {
      const order = await placeWithOtherProvider()
      await store.admin.admin.order.complete(order.orderId, {})
      const link = await createPaymentLink(store, order)
      await payLinkAt(store, link)
      const balance = { session: { id: link.payment_session_id } } as Held
      await staysHeld(order, balance)

      await store.admin.admin.order.archive(order.orderId)

      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, balance)).toEqual([link.amount])
      expect(await requestsFor(balance)).toEqual(["archived"])
    })

    async function placeAndShip(): Promise<HeldOrder> {
      const order = await placeHeldOrder(store)
      await fulfillOne(store, order)
      await shipNext(store, order)
      await orderReads(store, order.orderId, "paid")
      return order
    }

    /** An edit that leaves the goods as they are. */
    async function makeDearer(
      { orderId }: HeldOrder,
      unitPrice: number
    ): Promise<void> {
      const { order } = await store.admin.admin.order.retrieve(orderId)
      const { orderEdit } = store.admin.admin
      await orderEdit.initiateRequest({ order_id: orderId })
      await orderEdit.updateOriginalItem(orderId, only(order.items).id, {
        quantity: 1,
        unit_price: unitPrice,
      } as HttpTypes.AdminUpdateOrderEditItem)
      await orderEdit.confirm(orderId)
    }

    async function placeWithOtherProvider() {
      const cart = await createCart(store)
      await startPaymentSession(store, cart, "pp_system_default")
      const { id } = await placeOrder(store, cart)
      return { orderId: id }
    }

    /** Whatever happens to the order otherwise, and whenever it is synchronized. */
    async function staysHeld(
      { orderId }: Pick<HeldOrder, "orderId">,
      { session }: Held
    ): Promise<void> {
      await orderReads(store, orderId, "approved")
      await store.admin.admin.order.update(orderId, {
        metadata: { warehouse: "north" },
      })
      await waitUntilIdle(store)
      await synchronize(store, session.id)
      await sweep(store)
      await waitUntilIdle(store)
      expect((await intentOf(store, session.id)).status).toBe(
        "requires_capture"
      )
      expect(await orderStatus(store, orderId)).toBe("approved")
    }

    /** The states that requested a capture of the payment, each as often as it did. */
    async function requestsFor({ session }: Held): Promise<string[]> {
      const rows = await sql<{ state: string }>(
        store,
        `select split_part(rule, ' ', 2) as state
           from stripe_checkout_operation
          where payment_session_id = :id and source = 'rule'
          order by created_at, id`,
        { id: session.id }
      )
      return rows.map(({ state }) => state)
    }
  },
  {
    orderStatus: {
      captureOn: [
        { orderStatus: "completed" },
        { orderStatus: "archived" },
        { fulfillmentStatus: ["partially_shipped", "shipped", "delivered"] },
      ],
    },
  }
)
