/**
 * Disputes, reviews and early fraud warnings, read as they are now.
 */
import type Stripe from "stripe"

import type { DisputeKind, DisputeSnapshot } from "../domain/disputes/dispute"
import { approveReviewKey } from "../domain/idempotency-keys"
import { fromDispute, fromReview, fromWarning } from "./dispute-snapshots"
import { translateErrors, withFreshAttempt } from "./errors"
import { pagesOf } from "./listings"
import { idOf } from "./snapshots"
import type { RequestLimits } from "./time-budget"

/** What names the payment that something is about. */
export interface FoundDispute {
  readonly stripeId: string
  readonly paymentIntentId: string | null
  /** As in `DisputeSnapshot`. */
  readonly status: string
}

/** More open reviews than anybody works on; Stripe lists the newest first. */
const MOST_REVIEW_PAGES = 3

export class DisputeGateway {
  private readonly client: Stripe

  constructor(client: Stripe) {
    this.client = client
  }

  /**
   * Everything of one kind about a payment.
   *
   * @param reviewIds reviews that are known; Stripe itself names only the newest one
   */
  async read(
    kind: DisputeKind,
    {
      paymentIntentId,
      reviewIds,
    }: {
      readonly paymentIntentId: string
      readonly reviewIds: readonly string[]
    },
    limits: () => RequestLimits
  ): Promise<DisputeSnapshot[]> {
    switch (kind) {
      case "dispute":
        return this.readDisputes(paymentIntentId, limits())
      case "fraud_warning":
        return this.readWarnings(paymentIntentId, limits())
      case "review":
        return this.readReviews(paymentIntentId, reviewIds, limits)
    }
  }

  /** Captures nothing. @throws StripePaymentError, `refused` when it is closed already. */
  async approveReview(reviewId: string, limits: RequestLimits): Promise<void> {
    await withFreshAttempt(approveReviewKey(reviewId), limits, (options) =>
      this.client.reviews.approve(reviewId, undefined, options)
    )
  }

  /** Created since then, newest first. @param since seconds since 1970 */
  async *disputes(
    since: number,
    limits: () => RequestLimits
  ): AsyncGenerator<FoundDispute[]> {
    const pages = pagesOf((page) =>
      this.client.disputes.list({ created: { gte: since }, ...page }, limits())
    )
    for await (const page of pages) {
      yield page.map((dispute) => found(fromDispute(dispute), dispute))
    }
  }

  /** Created since then, newest first. @param since seconds since 1970 */
  async *fraudWarnings(
    since: number,
    limits: () => RequestLimits
  ): AsyncGenerator<FoundDispute[]> {
    const pages = pagesOf((page) =>
      this.client.radar.earlyFraudWarnings.list(
        { created: { gte: since }, ...page },
        limits()
      )
    )
    for await (const page of pages) {
      yield page.map((warning) => found(fromWarning(warning), warning))
    }
  }

  /** The newest ones that are open. */
  async *openReviews(
    limits: () => RequestLimits
  ): AsyncGenerator<FoundDispute[]> {
    let read = 0
    const pages = pagesOf((page) => this.client.reviews.list(page, limits()))
    for await (const page of pages) {
      yield page.map((review) => found(fromReview(review), review))
      read += 1
      if (read === MOST_REVIEW_PAGES) {
        return
      }
    }
  }

  private async readDisputes(
    paymentIntentId: string,
    limits: RequestLimits
  ): Promise<DisputeSnapshot[]> {
    const { data } = await translateErrors(() =>
      this.client.disputes.list(
        { payment_intent: paymentIntentId, limit: 100 },
        limits
      )
    )
    return data.map(fromDispute)
  }

  private async readWarnings(
    paymentIntentId: string,
    limits: RequestLimits
  ): Promise<DisputeSnapshot[]> {
    const { data } = await translateErrors(() =>
      this.client.radar.earlyFraudWarnings.list(
        { payment_intent: paymentIntentId, limit: 100 },
        limits
      )
    )
    return data.map(fromWarning)
  }

  private async readReviews(
    paymentIntentId: string,
    known: readonly string[],
    limits: () => RequestLimits
  ): Promise<DisputeSnapshot[]> {
    const { review: newest } = await translateErrors(() =>
      this.client.paymentIntents.retrieve(
        paymentIntentId,
        { expand: ["review"] },
        limits()
      )
    )
    const reviews =
      newest !== null && typeof newest === "object" ? [newest] : []
    for (const id of known.filter((one) => one !== idOf(newest))) {
      reviews.push(
        await translateErrors(() =>
          this.client.reviews.retrieve(id, undefined, limits())
        )
      )
    }
    return reviews.map(fromReview)
  }
}

function found(
  { stripeId, status }: DisputeSnapshot,
  {
    payment_intent,
  }: { readonly payment_intent?: string | Stripe.PaymentIntent | null }
): FoundDispute {
  return { stripeId, status, paymentIntentId: idOf(payment_intent ?? null) }
}
