import { cancelDuringCapture } from "../support/cancel-during-capture"
import { discrepanciesOf } from "../support/discrepancy-records"
import { readCardPayment } from "../support/order-card"
import { recordPublicEvents } from "../support/public-events"
import { only } from "../support/only"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { synchronize } from "../support/order-records"
import { sweep } from "../support/sweep"

describeStripeStore(
  "An order that is canceled while its money is captured",
  (store) => {
    const events = recordPublicEvents(store)

    it("is reported as soon as Stripe has captured, with the way out, until it is refunded", async () => {
      const order = await cancelDuringCapture(store)

      const { reason } = await events.first(
        order.session.id,
        "discrepancy_found"
      )

      expect(reason).toBe(
        "The order is canceled, but its refund did not go through: you still have 120.00 EUR. Refund it in Stripe's Dashboard."
      )
      expect(
        only(await discrepanciesOf(store, order.session.id))
      ).toMatchObject({
        kind: "manual_review",
        status: "open",
        stripe_captured: 120,
      })
      expect(await readCardPayment(store, order)).toMatchObject({ reason })
      await synchronize(store, order.session.id)
      expect(events.about(order.session.id, "discrepancy_found")).toHaveLength(
        1
      )

      await store.stripe.dashboard.refund(order.paymentIntentId)
      await sweep(store)
      expect(only(await discrepanciesOf(store, order.session.id)).status).toBe(
        "resolved"
      )
      expect((await intentOf(store, order.session.id)).amount_received).toBe(
        12000
      )
    })
  }
)
