import {
  DISPUTED_CARD,
  disputeReads,
  disputesOf,
  INQUIRY_CARD,
} from "../../support/disputes"
import { eventsAbout } from "../../support/event-records"
import { capturesOf, type HeldOrder } from "../../support/held-order"
import { only } from "../../support/only"
import { orderStatus, sql, synchronize } from "../../support/order-records"
import { findInView } from "../../support/payment-list"
import { readCardPayment } from "../../support/order-card"
import { placePaidOrder } from "../../support/paid-order"
import { payloadFor, type PublicEvents } from "../../support/public-events"
import { deliver, stripeEvent } from "../../support/stripe-event"
import type { ExpectDifference, StripeStore } from "../../support/stripe-store"
import { waitUntilIdle } from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

/** A disputed payment of 120.00 EUR. */
export function describeDisputed(
  store: StripeStore,
  events: PublicEvents,
  expectDifference: ExpectDifference
): void {
  const transactionsOf = async ({ orderId }: HeldOrder) =>
    sql(
      store,
      `select id from order_transaction where order_id = :orderId and deleted_at is null`,
      { orderId }
    )

  describe("a dispute", () => {
    it("is stored with its amount, reason and deadline, and reported once", async () => {
      const order = await placePaidOrder(store)

      const { id } = await store.stripe.dashboard.dispute(
        order.paymentIntentId,
        { reason: "product_not_received" }
      )

      const reported = await events.first(order.session.id, "dispute_opened")
      expect(reported).toEqual(
        payloadFor(order, { reason_code: "dispute_opened" })
      )
      expect(reported.reason_params).toMatchObject({
        stripe_id: id,
        dispute_reason: "product_not_received",
        amount: 12000,
        withdrawn: 12000,
        fees: 1500,
      })
      expect(reported.reason).toMatch(
        /^The shopper's bank disputes 120\.00 EUR \(product not received\)\. Stripe has withdrawn 120\.00 EUR from your balance, and charged a fee of 15\.00 EUR\. Answer in Stripe's Dashboard by \d{4}-\d\d-\d\d\.$/
      )
      await waitUntilIdle(store)
      expect(only(await disputesOf(store, order))).toEqual({
        kind: "dispute",
        stripe_id: id,
        status: "needs_response",
        outcome: null,
        is_open: true,
        reason: "product_not_received",
        amount: 120,
        currency_code: "eur",
        evidence_due_by: expect.any(Date) as Date,
        evidence_state: "missing",
        is_refundable: false,
        withdrawn: 120,
        reinstated: 0,
        fees: 15,
        closed_by: null,
        reported_stage: "dispute",
      })
      expect(events.about(order.session.id, "dispute_opened")).toHaveLength(1)
    })

    it("changes nothing of the order's own books", async () => {
      const order = await placePaidOrder(store)
      const before = await transactionsOf(order)

      const { id } = await store.stripe.dashboard.dispute(order.paymentIntentId)
      await events.first(order.session.id, "dispute_opened")
      await store.stripe.dashboard.closeDispute(id, "lost")
      await events.first(order.session.id, "dispute_closed")
      await waitUntilIdle(store)

      expect(await transactionsOf(order)).toEqual(before)
      expect(await capturesOf(store, order)).toEqual([120])
      expect(await orderStatus(store, order.orderId)).toBe("paid")
    })

    it("that begins while the plugin captures is found as well", async () => {
      const order = await placePaidOrder(store, { card: DISPUTED_CARD })

      const { reason_params } = await events.first(
        order.session.id,
        "dispute_opened"
      )

      expect(reason_params).toMatchObject({ dispute_reason: "fraudulent" })
      await waitUntilIdle(store)
      expect(events.about(order.session.id, "dispute_opened")).toHaveLength(1)
      expect(await capturesOf(store, order)).toEqual([120])
    })

    it("that is won says what came back, and that the fee did not", async () => {
      const order = await placePaidOrder(store)
      const { id } = await store.stripe.dashboard.dispute(order.paymentIntentId)
      await events.first(order.session.id, "dispute_opened")

      await store.stripe.dashboard.closeDispute(id, "won")

      const closed = await events.first(order.session.id, "dispute_closed")
      expect(closed).toMatchObject({
        amount: 120,
        reason_code: "dispute_won",
        reason:
          "The dispute about 120.00 EUR was won. 120.00 EUR is back in your Stripe balance. The fee of 15.00 EUR is not returned.",
      })
      await waitUntilIdle(store)
      expect(only(await disputesOf(store, order))).toMatchObject({
        status: "won",
        outcome: "won",
        is_open: false,
        is_refundable: true,
        withdrawn: 120,
        reinstated: 120,
        fees: 15,
      })
      expect(events.about(order.session.id, "dispute_closed")).toHaveLength(1)
    })

    it("that is lost says who keeps the money", async () => {
      const order = await placePaidOrder(store)
      const { id } = await store.stripe.dashboard.dispute(order.paymentIntentId)

      await store.stripe.dashboard.closeDispute(id, "lost")

      expect(
        await events.first(order.session.id, "dispute_closed")
      ).toMatchObject({
        reason_code: "dispute_lost",
        reason:
          "The dispute was lost: the shopper keeps 120.00 EUR. The fee of 15.00 EUR is not returned.",
      })
      await waitUntilIdle(store)
      expect(events.about(order.session.id, "dispute_opened")).toHaveLength(1)
      expect(events.about(order.session.id, "dispute_closed")).toHaveLength(1)
    })

    it("is reported from its beginning to its end even though nobody read it before it ended", async () => {
      const order = await placePaidOrder(store)
      await waitUntilIdle(store)
      await store.stripe.webhooks.pause()
      const { id } = await store.stripe.dashboard.dispute(order.paymentIntentId)
      await store.stripe.dashboard.closeDispute(id, "lost")

      await store.stripe.webhooks.resume("newest_first")

      await events.first(order.session.id, "dispute_closed")
      await waitUntilIdle(store)
      expect(events.about(order.session.id, "dispute_opened")).toHaveLength(1)
      expect(events.about(order.session.id, "dispute_closed")).toHaveLength(1)
    })

    it("is a view of the list of payments, with its amount, deadline and evidence", async () => {
      const order = await placePaidOrder(store)
      const { id } = await store.stripe.dashboard.dispute(order.paymentIntentId)
      await disputeReads(store, order, "needs_response")

      expect(await findInView(store, "disputed", order)).toMatchObject({
        reason_code: "dispute_opened",
        dispute: {
          stripe_id: id,
          amount: 120,
          currency_code: "eur",
          cause: "fraudulent",
          evidence_state: "missing",
          evidence_due_by: expect.stringMatching(/^\d{4}-/) as string,
          funds: { withdrawn: 120, reinstated: 0, fees: 15 },
        },
        dashboard_url: expect.stringContaining(order.paymentIntentId) as string,
      })
      await store.stripe.dashboard.closeDispute(id, "lost")
      await disputeReads(store, order, "lost")
      expect(await findInView(store, "disputed", order)).toBeUndefined()
      expect(await readCardPayment(store, order)).toMatchObject({
        disputes: [
          {
            stage: "closed_lost",
            is_open: false,
            reason_code: "dispute_lost",
          },
        ],
      })
    })

    it("is only an inquiry as long as the bank asks, and withdraws nothing", async () => {
      const order = await placePaidOrder(store, { card: INQUIRY_CARD })

      expect(
        await events.first(order.session.id, "dispute_opened")
      ).toMatchObject({ reason_code: "inquiry_opened" })
      const asked = await disputeReads(store, order, "warning_needs_response")
      expect(asked).toMatchObject({
        withdrawn: 0,
        fees: 0,
        is_refundable: true,
      })
      await store.stripe.dashboard.closeDispute(asked.stripe_id, "won")

      expect(
        await events.first(order.session.id, "dispute_closed")
      ).toMatchObject({
        reason_code: "inquiry_closed",
        reason:
          "The bank's inquiry about 120.00 EUR was closed without a dispute. No money was withdrawn.",
      })
      expect(only(await disputesOf(store, order)).outcome).toBe(
        "warning_closed"
      )
    })

    it("that Stripe does not answer about is tried again, and the payment goes on meanwhile", async () => {
      const order = await placePaidOrder(store)
      await waitUntilIdle(store)
      await store.stripe.failNext({
        kind: "http_500_before",
        method: "GET",
        path: "/v1/disputes",
        times: 20,
      })

      await store.stripe.dashboard.dispute(order.paymentIntentId)

      const failed = await waitUntil("an event to fail", async () => {
        const all = await eventsAbout(store, order.session.id)
        return all.find(({ status }) => status === "failed")
      })
      expect(failed.type).toMatch(/^charge\.dispute\./)
      expect(await disputesOf(store, order)).toEqual([])
      await store.stripe.clearFaults()
      await synchronize(store, order.session.id)
      expect(await disputesOf(store, order)).toHaveLength(1)
      expect(
        (await eventsAbout(store, order.session.id)).map(({ status }) => status)
      ).not.toContain("failed")
    })

    it("of a payment that is not the store's is left alone", async () => {
      const id = "evt_foreign_dispute"
      expectDifference({
        invariant: "I12",
        about: id,
        because: "the spec has signed it itself",
      })
      const { status } = await deliver(
        store,
        stripeEvent({
          id,
          type: "charge.dispute.created",
          object: {
            id: "du_foreign",
            object: "dispute",
            payment_intent: "pi_foreign",
          },
        })
      )

      expect(status).toBe(200)
      const [event] = await sql<{ status: string }>(
        store,
        `select status from stripe_checkout_event where event_id = :id`,
        { id }
      )
      expect(event?.status).toBe("ignored")
    })
  })
}
