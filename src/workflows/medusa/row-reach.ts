/**
 * What one capture may take of a payment's hold, as our row has it of the last reading.
 */
import { reachOf } from "../../modules/stripe-checkout/domain/decision/hold-grants"
import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"

type HoldRow = Pick<
  PaymentRow,
  "amount_capturable" | "amount_captured" | "currency_code" | "grants"
>

/** Minor units; what is held, and more only where overcapture is granted. */
export function reachOfRow(row: HoldRow): number {
  const minor = (amount: string): number =>
    toMinorUnits(amount, row.currency_code)
  const most = row.grants?.most ?? null
  return reachOf({
    held: minor(row.amount_capturable),
    captured: minor(row.amount_captured),
    mostCapturable: most === null ? null : minor(most),
  })
}
