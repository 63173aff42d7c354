import type Stripe from "stripe"
import { StripeError } from "../api/stripe-error"
import type { Context } from "../state/context"

const day = 24 * 60 * 60

/**
 * How long a payment can be refunded, by kind. Cards have no limit.
 *
 * @see https://docs.stripe.com/payments/sepa-debit#refunds
 */
const windows: Readonly<Record<string, number>> = { sepa_debit: 180 * day }

/** The code is in Stripe's list of codes; nobody recorded its answer to a late refund. */
export function checkRefundWindow(
  { emulator }: Context,
  { created, id, payment_method_details: details }: Stripe.Charge
): void {
  const window = windows[details?.type ?? ""] ?? Infinity
  if (emulator.clock.now() - created > window) {
    throw new StripeError(400, {
      type: "invalid_request_error",
      code: "charge_not_refundable",
      message: `Charge ${id} can no longer be refunded: its payment method allows refunds for ${window / day} days.`,
    })
  }
}
