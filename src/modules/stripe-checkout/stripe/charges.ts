/**
 * Charges, whose ids merchants know from Stripe's Dashboard and its receipts.
 */
import type Stripe from "stripe"

import { StripePaymentError } from "../domain/errors"
import type { PaymentMethodReading } from "../domain/payment-method"
import { translateErrors } from "./errors"
import { readPaymentMethod } from "./payment-method"
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

  /**
   * How a PaymentIntent was paid, by its newest charge.
   *
   * @returns null where nothing was charged or held yet.
   */
  async readPaymentMethod(
    paymentIntentId: string,
    limits: RequestLimits
  ): Promise<PaymentMethodReading | null> {
    const { latest_charge: charge } = await translateErrors(() =>
      this.client.paymentIntents.retrieve(
        paymentIntentId,
        { expand: ["latest_charge"] },
        limits
      )
    )
    return charge !== null && typeof charge === "object"
      ? readPaymentMethod(charge)
      : null
  }
}

function isUnknown(error: unknown): boolean {
  return (
    error instanceof StripePaymentError &&
    error.failure.kind === "unknown_object"
  )
}
