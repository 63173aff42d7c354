import { disputeReads, disputesOf, WARNED_CARD } from "../../support/disputes"
import { only } from "../../support/only"
import { capturesOf } from "../../support/held-order"
import { placePaidOrder, refundInAdmin } from "../../support/paid-order"
import type { PublicEvents } from "../../support/public-events"
import type { StripeStore } from "../../support/stripe-store"
import { resetEventsReadUntil, sweep, waitUntilIdle } from "../../support/sweep"

/** A payment that its card's issuer suspects to be fraud. */
export function describeWarned(store: StripeStore, events: PublicEvents): void {
  describe("an early fraud warning", () => {
    it("is reported once, and moves no money", async () => {
      const order = await placePaidOrder(store, { card: WARNED_CARD })
      await waitUntilIdle(store)
      // It came before anybody knew the PaymentIntent, so its event could not be matched.
      await resetEventsReadUntil(store)
      await sweep(store)

      expect(
        await events.first(order.session.id, "fraud_warning")
      ).toMatchObject({
        reason_code: "fraud_warning",
        reason:
          "The card's issuer suspects fraud (misc). No money has moved for it. A hold can still be released, and a full refund prevents a dispute.",
      })
      expect(only(await disputesOf(store, order))).toMatchObject({
        kind: "fraud_warning",
        status: "actionable",
        is_open: true,
        reason: "misc",
      })
      expect(await capturesOf(store, order)).toEqual([120])
      expect(events.about(order.session.id, "fraud_warning")).toHaveLength(1)
    })

    it("is over once the payment is refunded in full", async () => {
      const order = await placePaidOrder(store, { card: WARNED_CARD })
      await sweep(store)
      await disputeReads(store, order, "actionable")

      await refundInAdmin(store, order, 120)

      expect(await disputeReads(store, order, "not_actionable")).toMatchObject({
        is_open: false,
      })
      expect(events.about(order.session.id, "fraud_warning")).toHaveLength(1)
    })
  })
}
