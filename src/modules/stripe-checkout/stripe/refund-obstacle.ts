/**
 * Refuses a refund that the payment method rules out, before Stripe is asked for it.
 */
import type Stripe from "stripe"

import { StripePaymentError } from "../domain/errors"
import {
  explainRefundObstacle,
  findRefundObstacle,
} from "../domain/method-limits"

/**
 * @param now milliseconds since 1970, at Stripe
 * @throws StripePaymentError of the kind `refused`
 */
export function assertRefundable(
  { latest_charge: charge }: Stripe.PaymentIntent,
  now: number
): void {
  if (charge === null || typeof charge === "string") {
    return
  }
  const { created, payment_method_details: details } = charge
  const paid = { type: details?.type ?? "", paidAt: created * 1000 }
  const obstacle = findRefundObstacle(paid, now)
  if (obstacle) {
    throw new StripePaymentError({
      kind: "refused",
      code: null,
      param: null,
      message: explainRefundObstacle(paid, obstacle),
      requestId: null,
    })
  }
}
