import { Modules } from "@medusajs/framework/utils"
import { whileNobodySynchronizes } from "../support/held-lease"
import { type HeldOrder, placeHeldOrder } from "../support/held-order"
import { only } from "../support/only"
import { startPaymentSession } from "../support/shopper"
import {
  orderReads,
  ordersOfCart,
  sql,
  synchronize,
} from "../support/order-records"
import {
  intentOf,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

type PlacedWithOther = {
  readonly purchase: Purchase
  readonly orderId: string
}

/** Locks are lost with their store: a Redis that was restarted, or a process that died. */
describeStripeStore(
  "A cart whose lock is lost while its order is being placed",
  (store) => {
    afterEach(async () => {
      await store.stripe.clearFaults()
      await store.stripe.webhooks.resume()
    })

    it("keeps its hold, although its order has no payment yet", async () => {
      const { purchase, completion } = await completeUntilAuthorization()

      const { reason } = await synchronize(store, purchase.session.id)

      expect(reason).toContain("being completed")
      expect(await statusAtStripe(purchase)).toBe("requires_capture")
      await store.stripe.releaseHeld()
      await completion
      await synchronize(store, purchase.session.id)
      const orderId = only(await ordersOfCart(store, purchase.cart.id))
      await orderReads(store, orderId, "approved")
      expect(await statusAtStripe(purchase)).toBe("requires_capture")
    })

    it("is authorized for its order once nobody can be completing it any more", async () => {
      const order = await placeHeldOrder(store)
      await forgetPayment(order)

      await synchronize(store, order.session.id)
      expect(await paymentsOf(order)).toEqual([])
      await ageOrder(order)
      await synchronize(store, order.session.id)

      expect(await paymentsOf(order)).toHaveLength(1)
      expect(await ordersOfCart(store, order.cart.id)).toEqual([order.orderId])
      expect(await statusAtStripe(order)).toBe("requires_capture")
    })

    it("keeps the order that its payment knows, although the completion looks interrupted", async () => {
      const order = await placeHeldOrder(store)
      await forgetPayment(order)
      await sql(
        store,
        `update stripe_checkout_payment set order_id = :orderId
          where payment_session_id = :id returning id`,
        { id: order.session.id, orderId: order.orderId }
      )
      await setCompletionState(order, "invoking")
      await ageOrder(order)

      await synchronize(store, order.session.id)

      expect(await ordersOfCart(store, order.cart.id)).toEqual([order.orderId])
      expect(await paymentsOf(order)).toHaveLength(1)
      await setCompletionState(order, "done")
    })

    it("keeps its hold beside another payment until nothing can undo that payment any more", async () => {
      const { purchase, orderId } = await placeWithOtherPayment(
        async (placed) => setCompletionState(placed.purchase, "invoking")
      )

      const { reason } = await synchronize(store, purchase.session.id)

      expect(reason).toContain("being completed")
      expect(await statusAtStripe(purchase)).toBe("requires_capture")
      await setCompletionState(purchase, "done")
      await synchronize(store, purchase.session.id)
      expect(await statusAtStripe(purchase)).toBe("canceled")
      expect(await ordersOfCart(store, purchase.cart.id)).toEqual([orderId])
    })

    it("keeps its hold if the other payment was canceled", async () => {
      const { purchase, orderId } = await placeWithOtherPayment(
        async (placed) => cancelOtherPayment(placed.orderId)
      )

      const { reason } = await synchronize(store, purchase.session.id)

      expect(reason).toContain("being completed")
      expect(await statusAtStripe(purchase)).toBe("requires_capture")
      await restoreOtherPayment(orderId)
      await synchronize(store, purchase.session.id)
      expect(await statusAtStripe(purchase)).toBe("canceled")
    })

    it("keeps its hold if the other payment is canceled while Stripe answers", async () => {
      const { purchase, orderId } = await placeWithOtherPayment()
      const { acted } = await store.stripe.actDuringNext(
        { method: "GET", path: /^\/v1\/checkout\/sessions\// },
        async () => cancelOtherPayment(orderId)
      )

      await synchronize(store, purchase.session.id)

      await acted
      expect(await statusAtStripe(purchase)).toBe("requires_capture")
      expect(await releasesOf(purchase)).toEqual(["rejected"])
      await restoreOtherPayment(orderId)
      await synchronize(store, purchase.session.id)
      expect(await statusAtStripe(purchase)).toBe("canceled")
      expect(await releasesOf(purchase)).toEqual(["succeeded"])
    })

    /**
     * The shopper has paid at Stripe, and the cart is completed with another payment. What
     * happens meanwhile is there before the plugin looks at the order.
     */
    async function placeWithOtherPayment(
      meanwhile = async (_placed: PlacedWithOther): Promise<void> => {}
    ): Promise<PlacedWithOther> {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      await payAtStripe(store, purchase)
      await sql(
        store,
        `update payment_session set deleted_at = now() where id = :id returning id`,
        { id: purchase.session.id }
      )
      return whileNobodySynchronizes(store, purchase.session.id, async () => {
        await startPaymentSession(store, purchase.cart, "pp_system_default")
        await store.storefront.store.cart.complete(purchase.cart.id)
        const placed = {
          purchase,
          orderId: only(await ordersOfCart(store, purchase.cart.id)),
        }
        await waitUntil("Medusa's event to find the payment taken", async () =>
          sql(
            store,
            `select id from stripe_checkout_payment
              where payment_session_id = :id and resync_requested`,
            { id: purchase.session.id }
          ).then(({ length }) => length)
        )
        await meanwhile(placed)
        return placed
      })
    }

    const cancelOtherPayment = async (orderId: string) =>
      setOtherPayment(orderId, "now()")

    const restoreOtherPayment = async (orderId: string) =>
      setOtherPayment(orderId, "null")

    async function setOtherPayment(
      orderId: string,
      canceledAt: "now()" | "null"
    ): Promise<void> {
      await sql(
        store,
        `update payment set canceled_at = ${canceledAt}
          where payment_collection_id in (
            select payment_collection_id from order_payment_collection where order_id = :orderId
          ) returning id`,
        { orderId }
      )
    }

    /** What the payment history says of the plugin's own releases. */
    async function releasesOf({ session }: Purchase): Promise<string[]> {
      const rows = await sql<{ status: string }>(
        store,
        `select status from stripe_checkout_operation
          where payment_session_id = :id and kind = 'release' and source = 'system'`,
        { id: session.id }
      )
      return rows.map(({ status }) => status)
    }

    /** How far Medusa's record says that the cart's completion got. */
    async function setCompletionState({ cart }: Purchase, state: string) {
      await sql(
        store,
        `update workflow_execution set state = :state
          where workflow_id = 'complete-cart' and context #>> '{data,payload,id}' = :cartId
          returning id`,
        { state, cartId: cart.id }
      )
    }

    /** As if the process had died before core authorized, and the record of it were gone. */
    async function forgetPayment({ session }: HeldOrder): Promise<void> {
      await waitUntilIdle(store)
      for (const statement of [
        `delete from payment where payment_session_id = :id returning id`,
        `update payment_session set status = 'pending', authorized_at = null where id = :id returning id`,
        `update stripe_checkout_payment set order_id = null, payment_id = null
          where payment_session_id = :id returning id`,
      ]) {
        await sql(store, statement, { id: session.id })
      }
    }

    /** Longer than any completion of a cart takes. */
    async function ageOrder({ cart, orderId }: HeldOrder): Promise<void> {
      await sql(
        store,
        `update "order" set created_at = now() - interval '11 minutes'
          where id = :orderId returning id`,
        { orderId }
      )
      await sql(
        store,
        `update workflow_execution set created_at = now() - interval '12 minutes'
          where workflow_id = 'complete-cart' and context #>> '{data,payload,id}' = :cartId
          returning id`,
        { cartId: cart.id }
      )
    }

    async function paymentsOf({ session }: HeldOrder): Promise<unknown[]> {
      return sql(
        store,
        `select id from payment where payment_session_id = :id`,
        { id: session.id }
      )
    }

    /** Core has linked order and cart, and the provider is asking Stripe whether it was paid. */
    async function completeUntilAuthorization() {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      await payAtStripe(store, purchase)
      await store.stripe.failNext({
        kind: "timeout_before",
        method: "GET",
        path: "/v1/checkout/sessions",
        times: 1,
      })
      const completion = store.storefront.store.cart
        .complete(purchase.cart.id)
        .catch(() => undefined)
      await waitUntil(
        "the completion to ask Stripe",
        async () => (await store.stripe.held()).length
      )
      await store.container.resolve(Modules.LOCKING).releaseAll()
      await sql(
        store,
        `delete from workflow_execution
          where workflow_id = 'complete-cart' and context #>> '{data,payload,id}' = :cartId
          returning id`,
        { cartId: purchase.cart.id }
      )
      return { purchase, completion }
    }

    async function statusAtStripe({ session }: Purchase): Promise<string> {
      return (await intentOf(store, session.id)).status
    }
  }
)
