import { disputeReads, WARNED_CARD } from "../support/disputes"
import { capturesOf, paymentOf, placeHeldOrder } from "../support/held-order"
import { orderReads } from "../support/order-records"
import { placePaidOrder } from "../support/paid-order"
import { recordPublicEvents } from "../support/public-events"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { sweep, waitUntilIdle } from "../support/sweep"

describeStripeStore(
  "Where an early fraud warning refunds,",
  (store) => {
    const events = recordPublicEvents(store)

    it("captured money goes back, is recorded in Medusa, and prevents the dispute", async () => {
      const order = await placePaidOrder(store, { card: WARNED_CARD })

      await sweep(store)

      await orderReads(store, order.orderId, "refunded")
      const payment = await paymentOf(store, order.session.id)
      expect(
        (payment.refunds ?? []).map(({ amount }) => Number(amount))
      ).toEqual([120])
      await disputeReads(store, order, "not_actionable")
      await waitUntilIdle(store)
      await sweep(store)
      expect(events.about(order.session.id, "fraud_warning")).toHaveLength(1)
      expect(events.about(order.session.id, "refunded")).toHaveLength(1)
    })

    it("a hold is released", async () => {
      const order = await placeHeldOrder(store, { card: WARNED_CARD })

      await sweep(store)

      await orderReads(store, order.orderId, "authorization_released")
      expect((await intentOf(store, order.session.id)).status).toBe("canceled")
      expect(await capturesOf(store, order)).toEqual([])
    })
  },
  { fraudWarnings: "refund" }
)
