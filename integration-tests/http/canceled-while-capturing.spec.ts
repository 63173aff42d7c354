import { cancelDuringCapture } from "../support/cancel-during-capture"
import { discrepanciesOf } from "../support/discrepancy-records"
import { readCardPayment } from "../support/order-card"
import { synchronize } from "../support/order-records"
import { recordPublicEvents } from "../support/public-events"
import { only } from "../support/only"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { sweep } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

const REASON =
  "The order is canceled, but its refund did not go through: you still have 120.00 EUR. Refund it in Stripe's Dashboard."

describeStripeStore(
  "An order that is canceled while its money is captured",
  (store) => {
    const events = recordPublicEvents(store)

    it("is reported as soon as Stripe has captured, with the way out, until it is refunded", async () => {
      const order = await cancelDuringCapture(store)
      const { id } = order.session

      await waitUntil(
        "the report",
        () => Promise.resolve(reportsOf(id).length > 0),
        { timeoutMs: 10_000 }
      )

      expect(await keptOf(id)).toMatchObject({
        status: "open",
        stripe_captured: 120,
      })
      expect(await readCardPayment(store, order)).toMatchObject({
        reason: REASON,
      })
      await synchronize(store, id)
      expect(reportsOf(id)).toHaveLength(1)

      await store.stripe.dashboard.refund(order.paymentIntentId)
      await sweep(store)
      await waitUntil("the report to be resolved", async () => {
        const { status } = await keptOf(id)
        return status === "resolved"
      })
      expect((await intentOf(store, id)).amount_received).toBe(12000)
    })

    function reportsOf(paymentSessionId: string) {
      return events
        .about(paymentSessionId, "discrepancy_found")
        .filter(({ reason }) => reason === REASON)
    }

    async function keptOf(paymentSessionId: string) {
      const all = await discrepanciesOf(store, paymentSessionId)
      return only(all.filter(({ kind }) => kind === "manual_review"))
    }
  }
)
