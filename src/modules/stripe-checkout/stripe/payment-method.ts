/**
 * Reads how a charge was paid. Of everything that Stripe says about a card, only what the
 * merchant sees leaves this file: no name, no address, no fingerprint.
 */
import type Stripe from "stripe"

import type {
  PaymentMethod,
  PaymentMethodReading,
  PaymentRisk,
} from "../domain/payment-method"

type Details = Stripe.Charge.PaymentMethodDetails

export function readPaymentMethod(charge: Stripe.Charge): PaymentMethodReading {
  return {
    method: charge.payment_method_details
      ? describe(charge.payment_method_details)
      : null,
    risk: readRisk(charge.outcome),
    paidAt: charge.captured && charge.paid ? charge.created * 1000 : null,
  }
}

function describe(details: Details): PaymentMethod {
  const { card, type } = details
  return card
    ? {
        type,
        brand: card.brand,
        last4: card.last4,
        funding: card.funding,
        wallet: card.wallet?.type ?? null,
        country: card.country,
        threeDSecure: card.three_d_secure?.result ?? null,
        cvcCheck: card.checks?.cvc_check ?? null,
      }
    : { ...NO_CARD, type, ...readAccount(details) }
}

const NO_CARD = {
  brand: null,
  last4: null,
  funding: null,
  wallet: null,
  country: null,
  threeDSecure: null,
  cvcCheck: null,
}

/** Each kind has an object of its own name; many have these two. */
function readAccount(
  details: Details
): Pick<PaymentMethod, "last4" | "country"> {
  const known = details as unknown as Record<
    string,
    { readonly last4?: unknown; readonly country?: unknown } | undefined
  >
  const own = known[details.type]
  return { last4: textOrNull(own?.last4), country: textOrNull(own?.country) }
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null
}

function readRisk(outcome: Stripe.Charge.Outcome | null): PaymentRisk | null {
  return outcome?.risk_level === undefined
    ? null
    : { level: outcome.risk_level, score: outcome.risk_score ?? null }
}
