/**
 * Charges, whose ids merchants know from Stripe's Dashboard and its receipts.
 */
import type Stripe from "stripe"

import { type PaymentFailureKind, StripePaymentError } from "../domain/errors"
import type { PaymentMethodReading } from "../domain/payment-method"
import type { ShownMoney } from "../domain/shown-money"
import { translateErrors } from "./errors"
import { readPaymentMethod } from "./payment-method"
import { readShownMoney } from "./shown-money"
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
      if (isFailure(error, "unknown_object")) {
        return null
      }
      throw error
    }
  }

  /**
   * How a PaymentIntent was paid and what it costs, by its newest charge. A key that may
   * not read the balance is refused the whole answer, so then Stripe is asked without it.
   *
   * @returns null where nothing was charged or held yet.
   */
  async readDetails(
    paymentIntentId: string,
    nextLimits: () => RequestLimits
  ): Promise<PaymentDetails | null> {
    const read = (expansion: string): Promise<Stripe.PaymentIntent> =>
      translateErrors(() =>
        this.client.paymentIntents.retrieve(
          paymentIntentId,
          { expand: [expansion] },
          nextLimits()
        )
      )
    try {
      return detailsOf(await read("latest_charge.balance_transaction"), false)
    } catch (error) {
      if (!isFailure(error, "not_permitted")) {
        throw error
      }
      return detailsOf(await read("latest_charge"), true)
    }
  }
}

export interface PaymentDetails extends PaymentMethodReading {
  /** Null where nothing was paid, as after a decline. */
  readonly money: ShownMoney | null
}

function detailsOf(
  { latest_charge: charge }: Stripe.PaymentIntent,
  isBalanceHidden: boolean
): PaymentDetails | null {
  return charge !== null && typeof charge === "object"
    ? {
        ...readPaymentMethod(charge),
        money:
          charge.status === "failed"
            ? null
            : readShownMoney(charge, isBalanceHidden),
      }
    : null
}

function isFailure(error: unknown, kind: PaymentFailureKind): boolean {
  return error instanceof StripePaymentError && error.failure.kind === kind
}
