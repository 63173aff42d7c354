/**
 * Holds of which more is to be held.
 *
 * @see https://docs.stripe.com/payments/incremental-authorization
 */
import type Stripe from "stripe"

import type { PaymentIntentSnapshot } from "../domain/decision/payment-state"
import { incrementKey } from "../domain/idempotency-keys"
import { withFreshAttempt } from "./errors"
import { CHARGE_EXPANSION, readAnswer } from "./snapshots"
import type { RequestLimits } from "./time-budget"

export class IncrementGateway {
  private readonly client: Stripe

  constructor(client: Stripe) {
    this.client = client
  }

  /**
   * Asks the issuer to hold more. What it declines leaves the hold as it was.
   *
   * @param increment `amount` is what is to be held then, in minor units
   * @returns see `readAnswer`
   */
  async increment(
    increment: { readonly paymentIntentId: string; readonly amount: number },
    limits: RequestLimits
  ): Promise<PaymentIntentSnapshot | null> {
    const { amount, paymentIntentId } = increment
    const intent = await withFreshAttempt(
      incrementKey(paymentIntentId, amount),
      limits,
      (options) =>
        this.client.paymentIntents.incrementAuthorization(
          paymentIntentId,
          { amount, expand: CHARGE_EXPANSION },
          options
        )
    )
    return readAnswer(intent)
  }
}
