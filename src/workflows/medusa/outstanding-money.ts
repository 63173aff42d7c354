/**
 * What an order still owes.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { RefundCredit } from "../../modules/stripe-checkout/domain/order-status/status"
import { type OrderSummaryRow, readNewestSummaries } from "./order-summaries"
import { readRefundCredit } from "./refund-credit"

interface OrderToRead {
  readonly id: string
  readonly currencyCode: string
  /** Core gives a canceled order no credit line for its refunds. */
  readonly isCanceled: boolean
}

export interface OutstandingMoney {
  /** Minor units. */
  readonly outstanding: number
  readonly isPaidInFull: boolean
  readonly refundCredit: RefundCredit | null
  readonly newestSummaries: readonly OrderSummaryRow[]
}

/**
 * What the order owes, without what it was refunded. The smallest of its newest summaries
 * counts for a capture, so that nobody is ever charged too much, and the largest for a
 * release.
 */
export async function readOutstanding(
  container: MedusaContainer,
  order: OrderToRead
): Promise<OutstandingMoney> {
  const newestSummaries = await readNewestSummaries(container, order.id)
  const refundCredit = order.isCanceled
    ? null
    : await readRefundCredit(container, { ...order, newestSummaries })
  const owed = newestSummaries.map(
    ({ totals }) => readPending(totals, order) - (refundCredit?.missing ?? 0)
  )
  return {
    outstanding: Math.max(0, Math.min(...(owed.length ? owed : [0]))),
    isPaidInFull: owed.every((amount) => amount <= 0),
    refundCredit,
    newestSummaries,
  }
}

function readPending(
  totals: OrderSummaryRow["totals"],
  { currencyCode }: OrderToRead
): number {
  const pending =
    totals["raw_pending_difference"] ?? totals["pending_difference"] ?? 0
  return toMinorUnits(MathBN.convert(pending).toString(), currencyCode)
}
