import type Stripe from "stripe"
import {
  StripeError,
  invalidRequest,
  mustBeAtLeastOne,
} from "../api/stripe-error"
import { checkStep } from "../checkout/total-rules"
import { formatAmount } from "../money/currency"
import type { Context } from "../state/context"
import { isChargedBack } from "./disputes"

export function checkRefundable(
  context: Context,
  charge: Stripe.Charge,
  left: number
): void {
  if (isChargedBack(context, charge)) {
    throw refused(
      "charge_disputed",
      `Charge ${charge.id} has been charged back; cannot issue a refund.`
    )
  }
  if (left <= 0) {
    throw refused(
      "charge_already_refunded",
      `Charge ${charge.id} has already been refunded.`
    )
  }
}

export function checkRefundAmount(
  amount: number,
  left: number,
  currency: string
): void {
  if (amount < 1) {
    throw mustBeAtLeastOne("amount")
  }
  if (amount > left) {
    throw invalidRequest(
      `Refund amount (${formatAmount(amount, currency)}) is greater than unrefunded amount on charge (${formatAmount(left, currency)})`,
      { param: "amount" }
    )
  }
  checkStep(amount, currency, "amount")
}

function refused(code: string, message: string): StripeError {
  return new StripeError(400, { type: "invalid_request_error", code, message })
}
