/**
 * What an order's balance says about incrementing one of its holds.
 */
import {
  chooseIncrement,
  type IncrementableHold,
  type IncrementChoice,
} from "../../modules/stripe-checkout/domain/checkout/hold-increment"
import { notHeldAmount } from "../../modules/stripe-checkout/domain/checkout/missing-amount"
import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { missingOf, type OrderBalance } from "./order-balance"
import { readTurn } from "./other-payments"

/** @param others `requested`: payment sessions of which something is requested already */
export function chooseIncrementOf(
  balance: OrderBalance,
  { requested }: { readonly requested: ReadonlySet<string> }
): IncrementChoice {
  const { amounts, currencyCode, isCanceled, rows } = balance
  return chooseIncrement({
    currencyCode,
    missing: isCanceled ? 0 : missingOf(balance),
    notHeld: notHeldAmount(amounts),
    hasOpenRequest: hasOpenRequest(balance),
    holds: rows
      // Medusa has to know the payment: its captures are recorded there.
      .filter(({ payment_id }) => payment_id !== null)
      .map((row) => describeHold(row, requested)),
  })
}

/**
 * A payment link, or a payment that somebody has begun. Core opens a collection for each
 * edit; nobody can pay that as long as it has no session.
 */
function hasOpenRequest({ openCollections }: OrderBalance): boolean {
  return openCollections.some(
    ({ isPaymentLink, sessions }) => isPaymentLink || sessions.length > 0
  )
}

function describeHold(
  row: PaymentRow,
  requested: ReadonlySet<string>
): IncrementableHold {
  const minor = (amount: string): number =>
    toMinorUnits(amount, row.currency_code)
  return {
    ...readTurn(row),
    state: row.state,
    held: minor(row.amount_capturable),
    captured: minor(row.amount_captured),
    mayIncrement: row.grants?.increments === true,
    isRequested: requested.has(row.payment_session_id),
    hasEnded:
      row.capture_before !== null &&
      Date.parse(row.capture_before) <= Date.now(),
  }
}
