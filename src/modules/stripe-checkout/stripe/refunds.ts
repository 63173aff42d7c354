/**
 * Giving captured money back, exactly once.
 *
 * Medusa deletes its refund row when a call fails, even when Stripe did the work
 * and only the answer was lost. So before a refund is made, one that we made and
 * Medusa forgot is adopted. Ours carry what had been refunded before them.
 */
import type Stripe from "stripe"

import { refundKey } from "../domain/idempotency-keys"
import { translateErrors, withFreshAttempt } from "./errors"
import { isMoneyGivenBack } from "./snapshots"
import type { RequestLimits } from "./time-budget"

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

  /** Looks, refunds, and looks again when the answer was lost. */
  async refund(
    request: RefundRequest,
    limits: () => RequestLimits
  ): Promise<RefundResult> {
    const sameStep = await this.listStep(request, limits())
    const forgotten = findMade(sameStep, request)
    if (forgotten) {
      return { id: forgotten.id, isAdopted: true }
    }
    try {
      const refund = await this.create(request, sameStep.length, limits())
      return { id: refund.id, isAdopted: false }
    } catch (error) {
      const made = findMade(await this.listStep(request, limits()), request)
      if (!made) {
        throw error
      }
      return { id: made.id, isAdopted: true }
    }
  }

  /** Our refunds that were made when as much had been refunded as now. */
  private async listStep(
    { paymentIntentId, refundedBefore }: RefundRequest,
    limits: RequestLimits
  ): Promise<Stripe.Refund[]> {
    const refunds = await this.list(paymentIntentId, limits)
    return refunds.filter(
      ({ metadata }) => metadata?.["refunded_before"] === String(refundedBefore)
    )
  }

  /** A refund that failed later leaves its key used up, hence the count. */
  private async create(
    { paymentIntentId, amount, refundedBefore }: RefundRequest,
    failedBefore: number,
    limits: RequestLimits
  ): Promise<Stripe.Refund> {
    return withFreshAttempt(
      refundKey(paymentIntentId, { refundedBefore, amount, failedBefore }),
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

function findMade(
  refunds: readonly Stripe.Refund[],
  { amount }: RefundRequest
): Stripe.Refund | undefined {
  return refunds.find(
    (refund) => isMoneyGivenBack(refund) && refund.amount === amount
  )
}
