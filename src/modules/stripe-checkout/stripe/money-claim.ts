/**
 * What an event claims about a payment's money. It is never believed: it is compared with
 * the last reading of Stripe, to see whether there is anything to read again.
 */
import type Stripe from "stripe"

import type { PaymentState } from "../domain/decision/payment-state"
import { toMajorUnits } from "../domain/money"

export interface MoneyClaim {
  readonly paymentIntentId: string
  /** Where the payment is in one of these, what the event reports has been seen. */
  readonly states: readonly PaymentState[]
  /** Major units: what is held where it is authorized, what was captured where it is captured; null where any will do. */
  readonly amount: string | null
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
        ? claim(event.data.object.payment_intent, "captured", {
            minor: event.data.object.amount_captured,
            currency: event.data.object.currency,
          })
        : null
    case "checkout.session.completed":
      return ofCompletion(event.data.object)
    default:
      return null
  }
}

function ofPaymentIntent(intent: Stripe.PaymentIntent): MoneyClaim | null {
  const { currency, id, status } = intent
  switch (status) {
    case "requires_capture":
      return claim(id, "authorized", {
        minor: intent.amount_capturable,
        currency,
      })
    case "succeeded":
      return claim(id, "captured", { minor: intent.amount_received, currency })
    case "canceled":
      return claim(id, "canceled", { minor: 0, currency })
    default:
      return null
  }
}

/** The shopper has paid: whoever has seen the money, whatever became of it, knows that. */
function ofCompletion({
  payment_intent: intent,
}: Stripe.Checkout.Session): MoneyClaim | null {
  return typeof intent === "string"
    ? {
        paymentIntentId: intent,
        states: ["authorized", "captured", "canceled"],
        amount: null,
      }
    : null
}

function claim(
  paymentIntentId: unknown,
  state: PaymentState,
  { minor, currency }: { readonly minor: unknown; readonly currency: unknown }
): MoneyClaim | null {
  return typeof paymentIntentId === "string" &&
    Number.isSafeInteger(minor) &&
    typeof currency === "string"
    ? {
        paymentIntentId,
        states: [state],
        amount: toMajorUnits(minor as number, currency),
      }
    : null
}
