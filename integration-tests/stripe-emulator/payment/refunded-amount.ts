import type Stripe from "stripe"
import type { Context } from "../state/context"
import { idOf } from "../state/ids"
import { previousAttributes } from "./previous-attributes"

/** Captured money that is not covered by a refund yet. Released money was never captured. */
export function unrefundedAmount(
  context: Context,
  charge: Stripe.Charge
): number {
  return context.account.refunds
    .under(idOf(charge.payment_intent))
    .filter(
      (refund) =>
        refund.charge === charge.id &&
        !context.account.releases.has(refund.id) &&
        refund.status !== "failed" &&
        refund.status !== "canceled"
    )
    .reduce((left, refund) => left - refund.amount, charge.amount_captured)
}

/** Runs a change of the refunded amount and returns the Charge's previous attributes. */
export function changeRefunded(
  context: Context,
  charge: Stripe.Charge,
  change: () => void
): object {
  return previousAttributes(charge, () => {
    change()
    charge.refunded = unrefundedAmount(context, charge) === 0
  })
}
