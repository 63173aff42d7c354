/**
 * Credit lines for refunds: without them the order seems to owe again what was refunded.
 */
import { because } from "../../reasons/reason"
import type { Facts, Rule, Unrepaired } from "../decision"

export const refundCreditDisagrees: Rule = ({ medusa }) => {
  const { order, payment, currencyCode } = medusa
  if (!order?.refundCredit || order.isOutOfSync || !payment) {
    return null
  }
  const { missing, isDoubled, unfinishedChangeIds, isSettling, isBlocked } =
    order.refundCredit
  if (isSettling) {
    return {
      kind: "recheck_later",
      reason: because("order_ledger_being_written"),
    }
  }
  if (isDoubled) {
    return {
      kind: "remove_doubled_rows",
      orderId: order.id,
      reason: because("order_version_doubled"),
    }
  }
  if (unfinishedChangeIds.length) {
    return {
      kind: "cancel_order_changes",
      orderChangeIds: unfinishedChangeIds,
      reason: because("refund_credit_unfinished"),
    }
  }
  return missing > 0 && !isBlocked
    ? {
        kind: "add_refund_credit_line",
        orderId: order.id,
        amount: missing,
        reason: because("refund_credit_missing", {
          amount: missing,
          currency_code: currencyCode,
        }),
      }
    : null
}

/** Meanwhile nothing is captured or requested for it. */
export function reportBlockedCredit({
  medusa: { order, currencyCode },
}: Facts): Unrepaired[] {
  const credit = order?.refundCredit
  return credit && credit.missing > 0 && credit.isBlocked && !credit.isSettling
    ? [
        {
          kind: "refund_credit_missing",
          reason: because("refund_credit_blocked", {
            amount: credit.missing,
            currency_code: currencyCode,
          }),
        },
      ]
    : []
}
