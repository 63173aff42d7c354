import type Stripe from "stripe"
import type { Act } from "../state/act"
import { idOf } from "../state/ids"
import { whatChanged } from "./what-changed"

/** Captured money that no refund has promised back yet. Released money was never captured. */
export function unrefundedAmount(act: Act, charge: Stripe.Charge): number {
  return act.account.refunds
    .under(idOf(charge.payment_intent))
    .filter(
      (refund) =>
        refund.charge === charge.id &&
        !act.account.releases.has(refund.id) &&
        refund.status !== "failed" &&
        refund.status !== "canceled"
    )
    .reduce((left, refund) => left - refund.amount, charge.amount_captured)
}

/** Runs a change of what was refunded; answers with what the Charge said before. */
export function changeRefunded(
  act: Act,
  charge: Stripe.Charge,
  change: () => void
): object {
  return whatChanged(charge, () => {
    change()
    charge.refunded = unrefundedAmount(act, charge) === 0
  })
}
