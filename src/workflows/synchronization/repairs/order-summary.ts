/**
 * Core keeps what an order has paid twice: as transactions, and as totals in a summary
 * per version. It adds up without a lock, and reverts a transaction only in the summary
 * of the transaction's own version, so the two can diverge.
 */
import type { BigNumberInput } from "@medusajs/framework/types"
import {
  BigNumber,
  createRawPropertiesFromBigNumber,
  MathBN,
  Modules,
} from "@medusajs/framework/utils"

import {
  type OrderSummaryRow,
  type OrderSummaryRows,
  readNewestSummaries,
  readTotal,
} from "../../medusa/order-summaries"
import { sumAmounts } from "../../medusa/query"
import type { Action } from "../actions/context"

export const recalculateOrderSummary: Action<
  "recalculate_order_summary"
> = async ({ container }, { orderId }) => {
  const orders = container.resolve<OrderSummaryRows>(Modules.ORDER)
  const transactions = await orders.listOrderTransactions(
    { order_id: orderId },
    { select: ["id", "amount"], take: 500 }
  )
  for (const summary of await readNewestSummaries(container, orderId)) {
    await orders.updateOrderSummaries({
      id: summary.id,
      totals: recalculateTotals(summary, transactions),
    })
  }
}

function recalculateTotals(
  summary: OrderSummaryRow,
  transactions: readonly { readonly amount: BigNumberInput }[]
): object {
  const paid = sumAmounts(
    transactions.filter(({ amount }) => MathBN.gt(amount, 0))
  )
  const refunded = sumAmounts(
    transactions.filter(({ amount }) => MathBN.lt(amount, 0))
  ).negated()
  const recorded = paid.minus(refunded)
  const counted = MathBN.convert(readTotal(summary, "transaction_total"))
  const pending = MathBN.convert(
    readTotal(summary, "pending_difference")
  ).minus(recorded.minus(counted))
  const recounted = {
    ...summary.totals,
    paid_total: new BigNumber(paid),
    refunded_total: new BigNumber(refunded),
    transaction_total: new BigNumber(recorded),
    pending_difference: new BigNumber(pending),
  }
  createRawPropertiesFromBigNumber(recounted)
  return recounted
}
