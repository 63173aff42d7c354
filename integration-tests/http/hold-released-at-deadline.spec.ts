import { placeOrder } from "../support/shopper"
import { only } from "../support/only"
import {
  operationsOf,
  orderMetadata,
  orderStatus,
  sql,
  synchronize,
} from "../support/order-records"
import { recordPublicEvents } from "../support/public-events"
import {
  intentOf,
  payAtStripe,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle, sweep } from "../support/sweep"

describeStripeStore(
  "A store that releases holds before they lapse and writes no order status",
  (store) => {
    const events = recordPublicEvents(store)

    it("releases the hold in the sweep alone, and writes no status", async () => {
      const purchase = await startPurchase(store)
      await payAtStripe(store, purchase)
      const { id: orderId } = await placeOrder(store, purchase.cart)
      await sweep(store)
      await waitUntilIdle(store)
      await sql(
        store,
        `update stripe_checkout_payment
            set capture_before = now() + interval '10 hours'
          where payment_session_id = :id returning id`,
        { id: purchase.session.id }
      )

      await sweep(store)

      expect((await intentOf(store, purchase.session.id)).status).toBe(
        "canceled"
      )
      expect(only(await operationsOf(store, orderId))).toMatchObject({
        kind: "release",
        status: "succeeded",
      })
      await events.first(purchase.session.id, "authorization_released")
      expect(await orderStatus(store, orderId)).toBeUndefined()
    })

    it.each<[string, unknown]>([
      ["a status", "paid"],
      ["an object", { paid: true }],
    ])(
      "removes %s that the shopper has written into the cart",
      async (_what, planted) => {
        const { orderId } = await placePlanted(planted)

        expect(await orderMetadata(store, orderId)).toEqual({ gift: "yes" })
      }
    )

    it("keeps a status that was set after the order was placed", async () => {
      const { orderId } = await placePlanted("paid", async (id) => {
        await store.admin.admin.order.update(id, {
          metadata: { order_status: "on_hold" },
        })
      })

      expect(await orderStatus(store, orderId)).toBe("on_hold")
    })

    async function placePlanted(
      planted: unknown,
      meanwhile = async (_orderId: string): Promise<void> => {}
    ) {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store, {
        metadata: { order_status: planted, gift: "yes" },
      })
      await payAtStripe(store, purchase)
      const { id: orderId } = await placeOrder(store, purchase.cart)
      await meanwhile(orderId)
      await store.stripe.webhooks.resume()
      await synchronize(store, purchase.session.id)
      return { orderId }
    }
  },
  {
    orderStatus: { authorized: null, released: null, captureOn: [] },
    captureDeadline: { action: "release" },
  }
)
