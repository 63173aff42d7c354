import type Stripe from "stripe"
import { StripeError } from "../api/stripe-error"
import { checkStep } from "../checkout/total-rules"
import type { Context } from "../state/context"

type CaptureParams = Stripe.PaymentIntentCaptureParams

const mostCaptures = 50

type Capturing = {
  paymentIntent: Stripe.PaymentIntent
  charge: Stripe.Charge
  isFinal: boolean
}

export function checkCaptureAmount(
  amount: number,
  { charge, isFinal, paymentIntent }: Capturing
): void {
  if (amount === 0 && isFinal && paymentIntent.amount_received > 0) {
    // Releases the rest of a multicapture.
    return
  }
  if (amount < 0) {
    throw refused(paymentIntent, {
      message: "Invalid non-negative integer",
      param: "amount_to_capture",
    })
  }
  if (amount === 0) {
    // Stripe's error calls the parameter `amount`, as in the Charges API.
    throw refused(paymentIntent, {
      code: "parameter_invalid_integer",
      message: "This value must be greater than or equal to 1.",
      param: "amount",
    })
  }
  if (amount > mostCapturable(paymentIntent, charge)) {
    throw refused(paymentIntent, {
      code: "amount_too_large",
      message:
        "The payment could not be captured because the requested capture amount is greater than the amount you can capture for this charge. Contact us via https://support.stripe.com/contact/ for help.",
    })
  }
  checkStep(amount, paymentIntent.currency, "amount_to_capture")
}

function mostCapturable(
  { amount_capturable: held, amount_received: received }: Stripe.PaymentIntent,
  { payment_method_details: details }: Stripe.Charge
): number {
  const overcapture = details?.card?.overcapture
  return overcapture?.status === "available" && received === 0
    ? overcapture.maximum_amount_capturable
    : held
}

export function isFinalCapture(
  charge: Stripe.Charge,
  params: CaptureParams,
  paymentIntent: Stripe.PaymentIntent
): boolean {
  if (params.final_capture !== false) {
    return true
  }
  if (!allowsMulticapture(charge)) {
    throw refused(paymentIntent, {
      message:
        "This PaymentIntent does not support multicapture, so `final_capture` cannot be false.",
      param: "final_capture",
    })
  }
  return false
}

export function allowsMulticapture({
  payment_method_details: details,
}: Stripe.Charge): boolean {
  return details?.card?.multicapture?.status === "available"
}

/** Must be the last rule, because it also counts the capture. */
export function checkCaptureCount(
  { account }: Context,
  paymentIntent: Stripe.PaymentIntent
): void {
  const count = (account.captures.get(paymentIntent.id) ?? 0) + 1
  if (count > mostCaptures) {
    throw refused(paymentIntent, {
      message: `You can capture a PaymentIntent at most ${mostCaptures} times.`,
    })
  }
  account.captures.set(paymentIntent.id, count)
}

/** Every rejection of a capture carries the current PaymentIntent. */
function refused(
  paymentIntent: Stripe.PaymentIntent,
  details: { code?: string; message: string; param?: string }
): StripeError {
  return new StripeError(400, {
    type: "invalid_request_error",
    ...details,
    payment_intent: structuredClone(paymentIntent),
  })
}
