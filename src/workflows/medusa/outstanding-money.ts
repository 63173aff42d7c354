/**
 * What an order still owes.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

import {
  chargeableStep,
  currencyExponent,
  toMajorUnits,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import type { RefundCredit } from "../../modules/stripe-checkout/domain/order-status/order-state"
import {
  type OrderSummaryRow,
  readNewestSummaries,
  readTotal,
} from "./order-summaries"
import type { OrderTransaction } from "./order-transactions"
import { sumAmounts } from "./query"
import { readRefundCredit } from "./refund-credit"

interface OrderToRead {
  readonly id: string
  readonly currencyCode: string
  /** Core gives a canceled order no credit line for its refunds. */
  readonly isCanceled: boolean
  readonly transactions: readonly OrderTransaction[]
}

export interface OutstandingMoney {
  /** Minor units. */
  readonly outstanding: number
  readonly isPaidInFull: boolean
  readonly refundCredit: RefundCredit | null
  /** Core's summary differs from the sum of the order's transactions. */
  readonly isOutOfSync: boolean
}

/**
 * What the order owes, without what it was refunded. The smallest of its newest summaries
 * counts for a capture, so that nobody is ever charged too much, and the largest for a
 * release. What a summary counts wrongly is corrected by the transactions.
 *
 * The total is rounded as Stripe can charge it, and so is each payment, as Stripe has
 * charged it: what rounding leaves is owed by nobody.
 */
export async function readOutstanding(
  container: MedusaContainer,
  order: OrderToRead
): Promise<OutstandingMoney> {
  const summaries = await readNewestSummaries(container, order.id)
  const refundCredit = order.isCanceled
    ? null
    : await readRefundCredit(container, order)
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), order.currencyCode)
  const recorded = sumAmounts(order.transactions)
  const paid = order.transactions.reduce(
    (sum, { amount }) => sum + minor(amount),
    0
  )
  const missingCredit = MathBN.div(
    refundCredit?.missing ?? 0,
    10 ** currencyExponent(order.currencyCode)
  )
  const owed = summaries.map((summary) => {
    const total = MathBN.add(
      pendingOf(summary),
      readTotal(summary, "transaction_total")
    ).minus(missingCredit)
    const isOnlyRounding = MathBN.lt(
      total.minus(recorded).abs(),
      smallestCharge(order.currencyCode)
    )
    return isOnlyRounding ? 0 : minor(total) - paid
  })
  return {
    outstanding: Math.max(0, Math.min(...(owed.length ? owed : [0]))),
    isPaidInFull: owed.every((amount) => amount <= 0),
    refundCredit,
    isOutOfSync: summaries.some(
      (summary) =>
        minor(readTotal(summary, "transaction_total")) !== minor(recorded)
    ),
  }
}

/** In major units. */
function smallestCharge(currencyCode: string): string {
  return toMajorUnits(chargeableStep(currencyCode), currencyCode)
}

function pendingOf(summary: OrderSummaryRow): BigNumberInput {
  return (
    summary.totals["raw_pending_difference"] ??
    readTotal(summary, "pending_difference")
  )
}
