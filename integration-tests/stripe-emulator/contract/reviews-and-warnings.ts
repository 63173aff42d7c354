import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { eventTypes, eventsDuring, lastEvent } from "./payments"
import { chargeOf, shopForEach, payCart, refusal } from "./shop"
import { idOf } from "../state/ids"

const shopper = "a shopper on the hosted page"
const REVIEWS: Source = { section: "Reviews", needs: shopper }
const DASHBOARD: Source = { section: "Reviews", needs: "the Dashboard" }
const REVIEW_OBJECTS: Source = { section: "Review objects", needs: shopper }
const WARNINGS: Source = { section: "Early fraud warnings", needs: shopper }

export function describeReviewsAndWarnings(): void {
  const shop = shopForEach()

  const inReview = () => payCart(shop, {}, "4000000000009235")
  const reviewOf = (intent: Stripe.PaymentIntent) =>
    shop.stripe.reviews.retrieve(idOf(intent.review))
  const capture = (id: string) => shop.stripe.paymentIntents.capture(id)
  const refund = (params: Stripe.RefundCreateParams) =>
    shop.stripe.refunds.create(params)

  describe("a review", () => {
    behavior(
      { section: "Test cards", needs: shopper },
      "4000000000009235 opens a review, and the payment is still authorized",
      async () => {
        const intent = await inReview()
        expect(intent.status).toBe("requires_capture")
        expect(await reviewOf(intent)).toMatchObject({
          object: "review",
          open: true,
          opened_reason: "rule",
          reason: "rule",
          closed_reason: null,
          payment_intent: intent.id,
        })
        expect((await eventTypes(shop)).at(-1)).toBe("review.opened")
      }
    )

    behavior(
      { section: "Risk evaluation", needs: shopper },
      "a review shows in the outcome of the Charge",
      async () => {
        const { id, review } = await inReview()
        const charge = await chargeOf(shop.stripe, id)
        expect(charge.review).toBe(review)
        expect(charge.outcome).toMatchObject({
          type: "manual_review",
          network_status: "approved_by_network",
          reason: "elevated_risk_level",
          risk_level: "elevated",
        })
      }
    )

    behavior(REVIEW_OBJECTS, "a review can be approved, once", async () => {
      const intent = await inReview()
      const approved = await shop.stripe.reviews.approve(idOf(intent.review))
      expect(approved).toMatchObject({
        open: false,
        closed_reason: "approved",
        reason: "approved",
      })
      const again = shop.stripe.reviews.approve(idOf(intent.review))
      expect((await refusal(again)).statusCode).toBe(400)
    })

    behavior(REVIEWS, "approving a review captures nothing", async () => {
      const { id, review } = await inReview()
      const happened = await eventsDuring(shop, () =>
        shop.stripe.reviews.approve(idOf(review))
      )
      expect(happened).toEqual(["review.closed"])
      const intent = await shop.stripe.paymentIntents.retrieve(id)
      expect(intent).toMatchObject({ status: "requires_capture", review })
    })

    behavior(
      { section: "Event types", needs: shopper },
      "the event of a closed review shows that it was open",
      async () => {
        const { review } = await inReview()
        await shop.stripe.reviews.approve(idOf(review))
        const event = await lastEvent(shop, "review.closed")
        expect(event.data.previous_attributes).toEqual({
          closed_reason: null,
          open: true,
          reason: "rule",
        })
      }
    )

    behavior(
      REVIEWS,
      "a review is closed when the hold is canceled",
      async () => {
        const intent = await inReview()
        await shop.stripe.paymentIntents.cancel(intent.id)
        expect((await reviewOf(intent)).closed_reason).toBe("canceled")
      }
    )

    for (const [reason, closedReason] of [
      ["requested_by_customer", "refunded"],
      ["fraudulent", "refunded_as_fraud"],
    ] as const) {
      behavior(
        REVIEWS,
        `a review is closed as ${closedReason} by a full refund for ${reason}`,
        async () => {
          const intent = await inReview()
          await capture(intent.id)
          await refund({ payment_intent: intent.id, reason })
          expect(await reviewOf(intent)).toMatchObject({
            open: false,
            closed_reason: closedReason,
          })
        }
      )
    }

    behavior(
      REVIEWS,
      "a review stays open after a partial refund",
      async () => {
        const intent = await inReview()
        await capture(intent.id)
        await refund({ payment_intent: intent.id, amount: 100 })
        expect((await reviewOf(intent)).open).toBe(true)
      }
    )

    behavior(DASHBOARD, "a review is closed by a dispute", async () => {
      const intent = await inReview()
      await capture(intent.id)
      await shop.controls.dashboard.dispute(intent.id)
      expect((await reviewOf(intent)).closed_reason).toBe("disputed")
    })

    behavior(DASHBOARD, "a review can be opened manually", async () => {
      const { id } = await payCart(shop)
      const review = await shop.controls.dashboard.openReview(id)
      expect(review.opened_reason).toBe("manual")
      const intent = await shop.stripe.paymentIntents.retrieve(id)
      expect(intent.review).toBe(review.id)
    })

    for (const outcome of [
      "approved",
      "refunded",
      "refunded_as_fraud",
    ] as const) {
      behavior(DASHBOARD, `a review can be closed as ${outcome}`, async () => {
        const intent = await inReview()
        await capture(intent.id)
        await shop.controls.dashboard.closeReview(idOf(intent.review), outcome)
        expect((await reviewOf(intent)).closed_reason).toBe(outcome)
        const { refunded } = await chargeOf(shop.stripe, intent.id)
        expect(refunded).toBe(outcome !== "approved")
      })
    }

    behavior(
      DASHBOARD,
      "a payment has one open review at most, which is closed once",
      async () => {
        const intent = await inReview()
        const { dashboard } = shop.controls
        await expect(dashboard.openReview(intent.id)).rejects.toThrow(
          "already in review"
        )
        await dashboard.closeReview(idOf(intent.review), "approved")
        await expect(
          dashboard.closeReview(idOf(intent.review), "approved")
        ).rejects.toThrow("closed as approved")
      }
    )

    behavior(
      REVIEW_OBJECTS,
      "a review is listed while it is open",
      async () => {
        const { review: first } = await inReview()
        const { review: second } = await inReview()
        await shop.stripe.reviews.approve(idOf(first))
        const { data } = await shop.stripe.reviews.list()
        expect(data.map(({ id }) => id)).toEqual([second])
      }
    )

    behavior(
      { section: "Review objects" },
      "a review with an unknown id is a 404",
      async () => {
        const error = await refusal(shop.stripe.reviews.retrieve("prv_unknown"))
        expect(error).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
          message: "No such review: 'prv_unknown'",
        })
      }
    )

    behavior(
      { section: "Expanding objects", needs: shopper },
      "a review can expand its PaymentIntent",
      async () => {
        const { id } = await inReview()
        const intent = await shop.stripe.paymentIntents.retrieve(id, {
          expand: ["review"],
        })
        expect(intent.review).toMatchObject({ object: "review", open: true })
      }
    )
  })

  describe("an early fraud warning", () => {
    const warned = async () => {
      const { id } = await payCart(shop, {}, "4000000000005423")
      await capture(id)
      return id
    }
    const warningOf = async (id: string) => {
      const { data } = await shop.stripe.radar.earlyFraudWarnings.list({
        payment_intent: id,
      })
      return data[0]
    }

    behavior(
      { section: "Test cards", needs: shopper },
      "an early fraud warning follows a payment with 4000000000005423",
      async () => {
        const id = await warned()
        const warning = await warningOf(id)
        expect(warning).toMatchObject({
          object: "radar.early_fraud_warning",
          actionable: true,
          payment_intent: id,
        })
        const read = await shop.stripe.radar.earlyFraudWarnings.retrieve(
          String(warning?.id)
        )
        expect(read).toEqual(warning)
        expect(await eventTypes(shop)).toContain(
          "radar.early_fraud_warning.created"
        )
      }
    )

    behavior(
      WARNINGS,
      "an early fraud warning is actionable until the full refund",
      async () => {
        const id = await warned()
        await refund({ payment_intent: id, amount: 100 })
        expect((await warningOf(id))?.actionable).toBe(true)
        await refund({ payment_intent: id })
        expect((await warningOf(id))?.actionable).toBe(false)
        const event = await lastEvent(shop, "radar.early_fraud_warning.updated")
        expect(event.data.previous_attributes).toEqual({ actionable: true })
      }
    )

    behavior(
      { section: "Early fraud warnings", needs: "the Dashboard" },
      "an early fraud warning is not actionable once the payment is disputed",
      async () => {
        const id = await warned()
        await shop.controls.dashboard.dispute(id)
        expect((await warningOf(id))?.actionable).toBe(false)
      }
    )

    behavior(WARNINGS, "an early fraud warning moves no money", async () => {
      const id = await warned()
      const charge = await chargeOf(shop.stripe, id)
      expect(charge).toMatchObject({ disputed: false, amount_refunded: 0 })
    })
  })
}
