/**
 * What the rules request of a payment, and of the holds of its order whose turn comes first.
 * Each cause is recorded once.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { compareTurns } from "../../modules/stripe-checkout/domain/decision/order-money"
import {
  isAboutPayment,
  type RuleResult,
} from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { readHeldSinceOf, readTurn } from "../medusa/other-payments"
import { newRowId, resolveModule } from "../support/module"

/**
 * A rule is about the order, so the holds whose turn comes first know of it before this one
 * is captured, whichever of them is synchronized first.
 *
 * @returns whether anything was new to them
 */
export async function requestOfEarlierHolds(
  container: MedusaContainer,
  orderId: string,
  {
    own,
    otherRows,
    results,
  }: {
    readonly own: PaymentRow
    readonly otherRows: readonly PaymentRow[]
    readonly results: readonly RuleResult[]
  }
): Promise<boolean> {
  const earlier = otherRows.filter(
    (other) =>
      other.state === "authorized" &&
      other.order_id === orderId &&
      compareTurns(readTurn(other), readTurn(own)) < 0
  )
  const requested = results.filter(({ isRejected }) => !isRejected)
  if (!earlier.length || !requested.length) {
    return false
  }
  const heldSince = await readHeldSinceOf(container, earlier)
  let isAnyNew = false
  for (const row of earlier) {
    const isNew = await recordRequests(
      container,
      { row, orderId, heldSince: heldSince.get(row.id) ?? null },
      requested
    )
    isAnyNew ||= isNew
  }
  return isAnyNew
}

interface RuledPayment {
  readonly row: PaymentRow
  readonly orderId: string
  /** Null for the payment that the order was placed with. */
  readonly heldSince: string | null
}

/** @returns whether any was new */
export async function recordRequests(
  container: MedusaContainer,
  { row, orderId, heldSince }: RuledPayment,
  results: readonly RuleResult[]
): Promise<boolean> {
  const { operations } = resolveModule(container)
  let isAnyNew = false
  for (const result of results) {
    const madeAt =
      result.madeAt ??
      (await operations.firstRequestedAt(orderId, result.trigger))
    if (!isAboutPayment(madeAt, heldSince)) {
      continue
    }
    const isNew = await operations.request({
      id: newRowId("scop"),
      paymentSessionId: row.payment_session_id,
      orderId,
      kind: result.requested,
      amount: null,
      currencyCode: row.currency_code,
      source: "rule",
      trigger: result.trigger,
      rule: result.rule,
      actor: result.actor,
      requestedByStatus: result.requestedByStatus,
      isRejected: result.isRejected,
      reason: result.reason,
    })
    isAnyNew ||= isNew
  }
  return isAnyNew
}
