import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import type { MedusaReading } from "./read-medusa-payment"

/** The money of one payment as each side tells it. Major units. */
export interface BothSides {
  readonly medusaCaptured: string
  readonly medusaRefunded: string
  readonly stripeCapturable: string
  readonly stripeCaptured: string
  readonly stripeRefunded: string
}

export function readBothSides(
  { row, medusa }: MedusaReading,
  { paymentIntent }: StripePayment
): BothSides {
  const major = (minor: number | undefined): string =>
    toMajorUnits(minor ?? 0, row.currency_code)
  return {
    medusaCaptured: major(medusa.payment?.captured),
    medusaRefunded: major(medusa.payment?.refunded),
    stripeCapturable: major(paymentIntent?.amountCapturable),
    stripeCaptured: major(paymentIntent?.amountReceived),
    stripeRefunded: major(paymentIntent?.amountRefunded),
  }
}
