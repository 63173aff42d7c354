/**
 * Giving captured money back, exactly once.
 *
 * Medusa deletes its refund row when a call fails, even when Stripe did the work
 * and only the answer was lost. So before a refund is made, one that we made and
 * Medusa forgot is adopted. Ours carry what had been refunded before them.
 */
import type Stripe from "stripe"

import { withFreshAttempt } from "./fresh-attempt"
import { isMoneyGivenBack } from "./read-payment"
import type { RequestLimits } from "./time-budget"
import { translateErrors } from "./translate-error"

export interface RefundRequest {
  readonly paymentIntentId: string
  /** Minor units. */
  readonly amount: number
  /** Minor units that Medusa had refunded before this one. */
  readonly refundedBefore: number
}

export interface RefundResult {
  readonly id: string
  readonly isAdopted: boolean
}

export class RefundGateway {
  private readonly client: Stripe

  constructor(client: Stripe) {
    this.client = client
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

  async refund(
    request: RefundRequest,
    limits: () => RequestLimits
  ): Promise<RefundResult> {
    const { paymentIntentId, amount, refundedBefore } = request
    const made = await this.list(paymentIntentId, limits())
    const sameStep = made.filter(
      (refund) =>
        refund.metadata?.["refunded_before"] === String(refundedBefore)
    )
    const forgotten = sameStep.find(
      (refund) => isMoneyGivenBack(refund) && refund.amount === amount
    )
    if (forgotten) {
      return { id: forgotten.id, isAdopted: true }
    }
    // A refund that failed later leaves its key used up.
    const failedBefore = sameStep.length
    const refund = await withFreshAttempt(
      `refund:${paymentIntentId}:${refundedBefore}:${amount}:${failedBefore}`,
      limits(),
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
    return { id: refund.id, isAdopted: false }
  }
}
