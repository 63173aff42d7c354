/**
 * What an event claims about a payment's money. It is never believed: it is compared with
 * the last reading of Stripe, to see whether there is anything to read again.
 */
import type Stripe from "stripe"

import type { PaymentState } from "../domain/decision/payment-state"
import { toMajorUnits } from "../domain/money"

export interface MoneyClaim {
  readonly state: PaymentState
  /** Major units: what is held where it is authorized, what was captured where it is captured. */
  readonly amount: string
}

/** Null for events that are about something else, and for what does not look as expected. */
export function readMoneyClaim(event: Stripe.Event): MoneyClaim | null {
  switch (event.type) {
    case "payment_intent.amount_capturable_updated":
    case "payment_intent.succeeded":
    case "payment_intent.canceled":
      return ofPaymentIntent(event.data.object)
    case "charge.captured":
      return event.data.object.captured
        ? claim("captured", event.data.object.amount_captured, event)
        : null
    default:
      return null
  }

  function ofPaymentIntent(intent: Stripe.PaymentIntent): MoneyClaim | null {
    switch (intent.status) {
      case "requires_capture":
        return claim("authorized", intent.amount_capturable, event)
      case "succeeded":
        return claim("captured", intent.amount_received, event)
      case "canceled":
        return claim("canceled", 0, event)
      default:
        return null
    }
  }
}

function claim(
  state: PaymentState,
  minor: unknown,
  event: Stripe.Event
): MoneyClaim | null {
  const { currency } = event.data.object as { readonly currency?: unknown }
  const isReadable = Number.isSafeInteger(minor) && typeof currency === "string"
  return isReadable
    ? { state, amount: toMajorUnits(minor as number, currency) }
    : null
}
