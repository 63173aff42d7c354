import type Stripe from "stripe"
import type { Context } from "../state/context"

type CreateParams = Stripe.Checkout.SessionCreateParams
type Session = Stripe.Checkout.Session

const debit = "sepa_debit"

/** A debit cannot be authorized, so Checkout offers none where every method must be captured manually. */
export function methodTypes(
  { emulator }: Context,
  params: CreateParams,
  currency: string
): Session["payment_method_types"] {
  const {
    allowed_payment_method_types: allowed,
    excluded_payment_method_types: excluded,
    payment_intent_data: data,
  } = params
  const isOffered =
    emulator.switches.sepa_debit &&
    currency === "eur" &&
    data?.capture_method !== "manual" &&
    allowed?.includes(debit) !== false &&
    excluded?.includes(debit) !== true
  return isOffered ? ["card", debit] : ["card"]
}

export function offersDebit({ payment_method_types: types }: Session): boolean {
  return types.includes(debit)
}
