/**
 * Charges, whose ids merchants know from Stripe's Dashboard and its receipts.
 */
import type Stripe from "stripe"

import { StripePaymentError } from "../domain/errors"
import { translateErrors } from "./errors"
import { idOf } from "./snapshots"
import type { RequestLimits } from "./time-budget"

export class ChargeGateway {
  private readonly client: Stripe

  constructor(client: Stripe) {
    this.client = client
  }

  /** @returns the id of the charge's PaymentIntent; null where the account has no such charge. */
  async findPaymentIntentOf(
    chargeId: string,
    limits: RequestLimits
  ): Promise<string | null> {
    try {
      const charge = await translateErrors(() =>
        this.client.charges.retrieve(chargeId, undefined, limits)
      )
      return idOf(charge.payment_intent)
    } catch (error) {
      if (isUnknown(error)) {
        return null
      }
      throw error
    }
  }
}

function isUnknown(error: unknown): boolean {
  return (
    error instanceof StripePaymentError &&
    error.failure.kind === "unknown_object"
  )
}
