/**
 * How an order's holds share what it owes, as a capture of all of them would. Pure.
 */
import { shareBeyondHolds } from "../../../../modules/stripe-checkout/domain/decision/hold-grants"
import { compareTurns } from "../../../../modules/stripe-checkout/domain/decision/order-money"
import { toMinorUnits } from "../../../../modules/stripe-checkout/domain/money"
import type { PaymentRow } from "../../../../modules/stripe-checkout/repositories/payment-row"
import { readTurn } from "../../../../workflows/medusa/other-payments"
import { reachOfRow } from "../../../../workflows/medusa/row-reach"
import { heldBy } from "./payment-view"

/**
 * What each payment may still capture of what the order owes: in the order in which their
 * holds are captured. Minor units, by the row's id.
 */
export function shareOutstanding(
  outstanding: number,
  rows: readonly PaymentRow[],
  beyond: ReadonlyMap<string, number>
): ReadonlyMap<string, number> {
  let left = outstanding
  return new Map(
    [...rows]
      .sort((one, other) => compareTurns(readTurn(one), readTurn(other)))
      .map((row): [string, number] => {
        const share = left
        left -= Math.min(heldBy(row) + (beyond.get(row.id) ?? 0), left)
        return [row.id, share]
      })
  )
}

/**
 * What each hold may capture beyond itself of what nothing else covers, by overcapture. Minor
 * units, by the row's id.
 */
export function readBeyond(
  outstanding: number,
  rows: readonly PaymentRow[]
): ReadonlyMap<string, number> {
  const inTurn = [...rows].sort((one, other) =>
    compareTurns(readTurn(one), readTurn(other))
  )
  const onTheWay = rows
    .filter(({ state }) => state === "processing")
    .reduce((sum, row) => sum + toMinorUnits(row.amount, row.currency_code), 0)
  const shares = shareBeyondHolds(
    outstanding - onTheWay,
    inTurn.map((row) => ({ held: heldBy(row), reach: reachOfRow(row) }))
  )
  return new Map(inTurn.map(({ id }, index) => [id, shares[index] ?? 0]))
}

/** In which turn each hold is captured, by the row's id. */
export function readTurns(
  rows: readonly PaymentRow[]
): ReadonlyMap<string, number> {
  const holds = rows
    .filter((row) => heldBy(row) > 0)
    .sort((one, other) => compareTurns(readTurn(one), readTurn(other)))
  return new Map(holds.map((row, turn) => [row.id, turn]))
}
