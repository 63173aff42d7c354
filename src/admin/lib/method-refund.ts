import type { PaymentMethodDescription } from "../../api/admin/stripe-checkout/orders/payment-method-responses"

/** @returns which text says what the method rules out; null where it rules out nothing. */
export function describeMethodRefund(
  { is_possible, until }: NonNullable<PaymentMethodDescription["refund"]>,
  now: number
): "never" | "over" | "until" | null {
  if (until === null) {
    return is_possible ? null : "never"
  }
  return !is_possible || Date.parse(until) < now ? "over" : "until"
}
