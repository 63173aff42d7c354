import { disputeReads, disputesOf, REVIEWED_CARD } from "../../support/disputes"
import { capturesOf, placeHeldOrder, setStatus } from "../../support/held-order"
import { only } from "../../support/only"
import {
  administratorId,
  captureByCard,
  readCard,
  readCardPayment,
  refusalOf,
  releaseByCard,
} from "../../support/order-card"
import { operationsOf, orderReads } from "../../support/order-records"
import { findInView } from "../../support/payment-list"
import type { PublicEvents } from "../../support/public-events"
import type { StripeStore } from "../../support/stripe-store"
import { waitUntilIdle } from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

/** A payment that Radar puts into review. */
export function describeReviewed(
  store: StripeStore,
  events: PublicEvents
): void {
  describe("a review", () => {
    it("is stored, and reported once, with the order's number", async () => {
      const order = await placeHeldOrder(store, { card: REVIEWED_CARD })

      const opened = await events.first(order.session.id, "review_opened")

      expect(opened).toMatchObject({
        order_id: order.orderId,
        order_display_id: expect.any(Number) as number,
        reason_code: "review_opened",
        reason:
          "Stripe put the payment into review (by a rule of Radar). Approve it, or release or refund the money.",
      })
      await waitUntilIdle(store)
      expect(only(await disputesOf(store, order))).toMatchObject({
        kind: "review",
        status: "open",
        is_open: true,
        reason: "rule",
        amount: null,
        reported_stage: "review",
      })
      expect(events.about(order.session.id, "review_opened")).toHaveLength(1)
    })

    it("that is approved in the Dashboard is closed", async () => {
      const order = await placeHeldOrder(store, { card: REVIEWED_CARD })
      const { stripe_id } = await disputeReads(store, order, "open")

      await store.stripe.dashboard.closeReview(stripe_id, "approved")

      expect(
        await events.first(order.session.id, "review_closed")
      ).toMatchObject({
        reason_code: "review_closed",
        reason_params: { stripe_id, closed_reason: "approved" },
      })
      expect(await disputeReads(store, order, "approved")).toMatchObject({
        is_open: false,
        outcome: "approved",
      })
    })

    it("keeps a capture that the order's status requests waiting, and says why, until the merchant approves it", async () => {
      const order = await placeHeldOrder(store, { card: REVIEWED_CARD })
      const { stripe_id } = await disputeReads(store, order, "open")

      await setStatus(store, order, "ready_for_capture")

      const waiting = await waitUntil("the capture to wait", async () => {
        const [operation] = await operationsOf(store, order.orderId)
        return operation?.reason_code === "waits_for_review" && operation
      })
      expect(waiting).toMatchObject({ kind: "capture", status: "pending" })
      expect(await readCardPayment(store, order)).toMatchObject({
        payment_status: "held",
        reason_code: "waits_for_review",
        disputes: [{ stripe_id, kind: "review", is_open: true }],
      })
      expect((await readCard(store, order.orderId)).is_pending).toBe(false)
      expect(await capturesOf(store, order)).toEqual([])

      expect(await approve(order.orderId, stripe_id)).toEqual({
        review_id: stripe_id,
        status: "approved",
      })

      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([120])
      expect(await disputeReads(store, order, "approved")).toMatchObject({
        is_open: false,
        closed_by: await administratorId(store),
      })
      await waitUntilIdle(store)
      expect(events.about(order.session.id, "review_closed")).toHaveLength(1)
      expect(await approve(order.orderId, stripe_id)).toMatchObject({
        status: "approved",
      })
    })

    it("answers a capture by the card at once: it waits, and Stripe's Dashboard can end the wait", async () => {
      const order = await placeHeldOrder(store, { card: REVIEWED_CARD })
      const { stripe_id } = await disputeReads(store, order, "open")

      const { results } = await captureByCard(store, order)

      expect(only(results)).toMatchObject({
        status: "pending",
        reason_code: "waits_for_review",
      })
      await store.stripe.dashboard.closeReview(stripe_id, "approved")
      await orderReads(store, order.orderId, "paid")
    })

    it("is read once more before a capture waits for it, in case its end was not heard of", async () => {
      const order = await placeHeldOrder(store, { card: REVIEWED_CARD })
      const { stripe_id } = await disputeReads(store, order, "open")
      await waitUntilIdle(store)
      await store.stripe.webhooks.dropNext(1)
      await store.stripe.dashboard.closeReview(stripe_id, "approved")

      const { results } = await captureByCard(store, order)

      expect(only(results).status).toBe("succeeded")
      expect(only(await disputesOf(store, order)).status).toBe("approved")
      expect(await capturesOf(store, order)).toEqual([120])
    })

    it("ends with the hold when the merchant releases it", async () => {
      const order = await placeHeldOrder(store, { card: REVIEWED_CARD })
      await disputeReads(store, order, "open")

      await releaseByCard(store, order)

      expect(await disputeReads(store, order, "canceled")).toMatchObject({
        outcome: "canceled",
      })
      await orderReads(store, order.orderId, "authorization_released")
    })

    it("that was ended in another way, or is another order's, cannot be approved", async () => {
      const order = await placeHeldOrder(store, { card: REVIEWED_CARD })
      const other = await placeHeldOrder(store)
      const { stripe_id } = await disputeReads(store, order, "open")
      await releaseByCard(store, order)
      await disputeReads(store, order, "canceled")

      expect(await refusalOf(approve(order.orderId, stripe_id))).toEqual({
        status: 409,
        message: "The review was closed in another way: canceled.",
      })
      expect((await refusalOf(approve(other.orderId, stripe_id))).status).toBe(
        404
      )
    })

    it("is a view of the list of payments, with its reason", async () => {
      const order = await placeHeldOrder(store, { card: REVIEWED_CARD })
      await disputeReads(store, order, "open")

      expect(await findInView(store, "in_review", order)).toMatchObject({
        reason_code: "review_opened",
        dispute: { kind: "review", status: "open" },
      })
      expect(await findInView(store, "disputed", order)).toBeUndefined()
      await releaseByCard(store, order)
      await disputeReads(store, order, "canceled")
      expect(await findInView(store, "in_review", order)).toBeUndefined()
    })

    const approve = (orderId: string, reviewId: string) =>
      store.admin.client.fetch(
        `/admin/stripe-checkout/orders/${orderId}/reviews/${reviewId}/approve`,
        { method: "POST", body: {} }
      )

    it("of a payment whose webhooks about it were lost is known as soon as the payment is read", async () => {
      const order = await placeHeldOrder(store)
      await waitUntilIdle(store)
      await store.stripe.webhooks.dropNext(1)
      await store.stripe.dashboard.openReview(order.paymentIntentId)

      await store.admin.client.fetch(
        `/admin/stripe-checkout/orders/${order.orderId}/synchronize`,
        { method: "POST", body: {} }
      )

      expect(only(await disputesOf(store, order)).status).toBe("open")
    })
  })
}
