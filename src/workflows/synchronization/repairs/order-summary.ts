/**
 * Core keeps what an order has paid twice: as transactions, and counted in a summary
 * per version. It counts without a lock, and takes a transaction back only in the
 * summary of the transaction's own version, so the two can part.
 */
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
} from "../../medusa/order"
import type { Action } from "../actions/context"

export const recalculateOrderSummary: Action<
  "recalculate_order_summary"
> = async ({ container }, { orderId }) => {
  const orders = container.resolve<OrderSummaryRows>(Modules.ORDER)
  const transactions = await orders.listOrderTransactions(
    { order_id: orderId },
    { select: ["id", "amount"], take: 500 }
  )
  const amounts = transactions.map(({ amount }) => MathBN.convert(amount))
  for (const summary of await readNewestSummaries(container, orderId)) {
    await orders.updateOrderSummaries({
      id: summary.id,
      totals: recalculateTotals(summary.totals, amounts),
    })
  }
}

type Amounts = readonly ReturnType<typeof MathBN.convert>[]

function recalculateTotals(
  totals: OrderSummaryRow["totals"],
  amounts: Amounts
): object {
  const paid = sumOf(amounts.filter((amount) => amount.gt(0)))
  const refunded = sumOf(amounts.filter((amount) => amount.lt(0))).negated()
  const recorded = paid.minus(refunded)
  const counted = MathBN.convert(totals["transaction_total"] ?? 0)
  const pending = MathBN.convert(totals["pending_difference"] ?? 0).minus(
    recorded.minus(counted)
  )
  const recounted = {
    ...totals,
    paid_total: new BigNumber(paid),
    refunded_total: new BigNumber(refunded),
    transaction_total: new BigNumber(recorded),
    pending_difference: new BigNumber(pending),
  }
  createRawPropertiesFromBigNumber(recounted)
  return recounted
}

function sumOf(amounts: Amounts): Amounts[number] {
  return amounts.reduce(
    (total, amount) => total.plus(amount),
    MathBN.convert(0)
  )
}
