/**
 * Refunds captured money, exactly once.
 *
 * Medusa deletes its refund row when a call fails, even when Stripe did the work
 * and only the answer was lost. So before a refund is created, an earlier one of ours
 * that Medusa forgot is adopted: one that no row of Medusa accounts for.
 */
import type Stripe from "stripe"

import { refundKey } from "../domain/idempotency-keys"
import { translateErrors, withFreshAttempt } from "./errors"
import { assertRefundable } from "./refund-obstacle"
import { isEffectiveRefund, isOurRefund, sortOutRefunds } from "./sort-refunds"
import { shownRefunds } from "./snapshots"
import type { StripeClock } from "./stripe-clock"
import type { RequestLimits } from "./time-budget"

export interface RefundRequest {
  readonly paymentIntentId: string
  /** Minor units. */
  readonly amount: number
  /** Minor units that Medusa had refunded before this one. */
  readonly refundedBefore: number
  /** Reads what the payment's other refund rows account for now. */
  readonly readOtherRows: () => Promise<OtherRefundRows>
}

/** The refund rows of the payment, without the one that is being made. Minor units. */
export interface OtherRefundRows {
  readonly total: number
  /** Of refunds that were made in Medusa, not recorded after the fact. */
  readonly madeInMedusa: readonly number[]
}

export class RefundGateway {
  private readonly client: Stripe
  private readonly clock: StripeClock

  constructor(client: Stripe, clock: StripeClock) {
    this.client = client
    this.clock = clock
  }

  async list(
    paymentIntentId: string,
    limits: RequestLimits
  ): Promise<Stripe.Refund[]> {
    return translateErrors(() =>
      this.client.refunds
        .list({ payment_intent: paymentIntentId, limit: 100 }, limits)
        .autoPagingToArray({ limit: 1000 })
    )
  }

  /** A PaymentIntent with its refunds; one call, unless there are many. */
  async read(
    paymentIntentId: string,
    limits: () => RequestLimits
  ): Promise<{
    readonly intent: Stripe.PaymentIntent
    readonly refunds: readonly Stripe.Refund[]
  }> {
    const intent = await translateErrors(() =>
      this.client.paymentIntents.retrieve(
        paymentIntentId,
        { expand: ["latest_charge.refunds"] },
        limits()
      )
    )
    const shown = shownRefunds(intent)
    return {
      intent,
      refunds: shown.isComplete
        ? shown.refunds
        : await this.list(paymentIntentId, limits()),
    }
  }

  /** Reads Stripe, refunds, and reads again when the answer was lost. */
  async refund(
    request: RefundRequest,
    limits: () => RequestLimits
  ): Promise<void> {
    const { intent, refunds: before } = await this.read(
      request.paymentIntentId,
      limits
    )
    // Rows are read after Stripe: a refund made in between must not count as forgotten.
    const rows = await request.readOtherRows()
    const { refunded } = sortOutRefunds(intent, before)
    if (isForgotten(request, { refunds: before, refunded, rows })) {
      return
    }
    assertRefundable(intent, this.clock.now())
    try {
      await this.create(request, countStep(before, request), limits())
    } catch (error) {
      const known = new Set(before.map(({ id }) => id))
      const now = await this.list(request.paymentIntentId, limits())
      const made = now.filter(({ id }) => !known.has(id))
      if (!made.some((refund) => isFor(refund, request))) {
        throw error
      }
    }
  }

  /** A refund that was made at the same step has used up its key, hence the count. */
  private async create(
    { paymentIntentId, amount, refundedBefore }: RefundRequest,
    madeBefore: number,
    limits: RequestLimits
  ): Promise<void> {
    await withFreshAttempt(
      refundKey(paymentIntentId, { refundedBefore, amount, madeBefore }),
      limits,
      (options) =>
        this.client.refunds.create(
          {
            payment_intent: paymentIntentId,
            amount,
            metadata: { refunded_before: String(refundedBefore) },
          },
          options
        )
    )
  }
}

interface RefundsNow {
  readonly refunds: readonly Stripe.Refund[]
  /** Minor units. */
  readonly refunded: number
  readonly rows: OtherRefundRows
}

/**
 * Whether Stripe has made this refund for us before and Medusa forgot it: Stripe has
 * refunded more than the other rows account for, and more often than they do by exactly
 * this amount, with our mark. A refund that is accounted for is never adopted, or a
 * second one of the same amount would move nothing.
 */
function isForgotten(
  { amount }: RefundRequest,
  { refunds, refunded, rows }: RefundsNow
): boolean {
  const ours = refunds.filter(
    (refund) =>
      isOurRefund(refund) &&
      isEffectiveRefund(refund) &&
      refund.amount === amount
  )
  const known = rows.madeInMedusa.filter((other) => other === amount)
  return refunded - rows.total >= amount && ours.length > known.length
}

function countStep(
  refunds: readonly Stripe.Refund[],
  { refundedBefore }: RefundRequest
): number {
  return refunds.filter((refund) => stepOf(refund) === String(refundedBefore))
    .length
}

function isFor(
  refund: Stripe.Refund,
  { amount, refundedBefore }: RefundRequest
): boolean {
  return (
    isEffectiveRefund(refund) &&
    refund.amount === amount &&
    stepOf(refund) === String(refundedBefore)
  )
}

function stepOf({ metadata }: Stripe.Refund): string | undefined {
  return metadata?.["refunded_before"]
}
