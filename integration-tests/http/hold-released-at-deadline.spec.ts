import { placeOrder } from "../support/shopper"
import { only } from "../support/only"
import { operationsOf, orderStatus, sql } from "../support/order-records"
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
  },
  {
    orderStatus: { authorized: null, released: null },
    captureDeadline: { action: "release" },
  }
)
