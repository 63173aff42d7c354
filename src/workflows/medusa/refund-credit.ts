/**
 * How an order's credit lines disagree with its refunds, and whether that can be repaired
 * now.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"

import {
  type Credit,
  isVersionDoubled,
  missingRefundCredit,
} from "../../modules/stripe-checkout/domain/decision/refund-credit"
import { currencyExponent } from "../../modules/stripe-checkout/domain/money"
import type {
  OrderState,
  RefundCredit,
} from "../../modules/stripe-checkout/domain/order-status/order-state"
import {
  type ChangeRow,
  isOpenChange,
  readOpenChanges,
  readCreditChanges,
  readCreditLines,
} from "./order-changes"
import { type OrderSummaryRows, readTotal } from "./order-summaries"
import type { OrderTransaction } from "./order-transactions"
import { paymentModule } from "./query"

interface Order {
  readonly id: string
  readonly currencyCode: string
  readonly transactions: readonly OrderTransaction[]
}

/** @returns null where all is right; without a query for an order without refunds. */
export async function readRefundCredit(
  container: MedusaContainer,
  { id, currencyCode, transactions }: Order
): Promise<RefundCredit | null> {
  if (!transactions.some(isRefund)) {
    return null
  }
  const minor = inMinorUnits(currencyCode)
  const changes = await readCreditChanges(container, id)
  const credits = changes
    .filter((change) => change.status === "confirmed")
    .flatMap((change) => readCredits(change, minor))
  const unfinished = changes.filter(isOpenChange)
  const lines = await readCreditLines(container, id)
  const found = {
    missing: missingRefundCredit({
      totals: await readTotals(container, id, minor),
      transactions: transactions.map((transaction) => ({
        version: transaction.version,
        amount: minor(transaction.amount),
        isRefund: isRefund(transaction),
      })),
      credits: await givenForRefunds(container, credits, transactions),
    }),
    isDoubled: isVersionDoubled(
      lines.map((line) => ({ ...line, amount: minor(line.amount) })),
      credits
    ),
    unfinishedChangeIds: unfinished.map((change) => change.id),
  }
  const isRight =
    found.missing === 0 && !found.isDoubled && !found.unfinishedChangeIds.length
  return isRight
    ? null
    : {
        ...found,
        isSettling:
          unfinished.some(isYoung) ||
          (await hasYoungRefund(container, transactions)),
        isBlocked: await isBeingEdited(container, id),
      }
}

export interface OpenChange extends Dated {
  readonly id: string
}

/**
 * Core undoes a refund that it cannot complete, and the database may fail while it does: then
 * the order has no refund, and a change for its credit line, which blocks every order edit.
 *
 * @param changes for credit lines, which core has not confirmed
 */
export function addUnfinishedCredit(
  order: OrderState,
  changes: readonly OpenChange[]
): OrderState {
  return order.refundCredit || changes.length === 0
    ? order
    : {
        ...order,
        refundCredit: {
          missing: 0,
          isDoubled: false,
          unfinishedChangeIds: changes.map(({ id }) => id),
          isSettling: changes.some(isYoung),
          isBlocked: false,
        },
      }
}

/** By an order edit, an exchange, a claim, a return or a transfer. */
async function isBeingEdited(
  container: MedusaContainer,
  orderId: string
): Promise<boolean> {
  const changes = await readOpenChanges(container, orderId)
  return changes.some(({ change_type }) => change_type !== "credit_line")
}

function inMinorUnits(
  currencyCode: string
): (amount: BigNumberInput) => number {
  const factor = 10 ** currencyExponent(currencyCode)
  return (amount) => MathBN.convert(amount).times(factor).toNumber()
}

interface GivenCredit extends Credit {
  readonly reference: string | null
}

function readCredits(
  { version, actions = [] }: ChangeRow,
  minor: (amount: BigNumberInput) => number
): GivenCredit[] {
  return actions.flatMap((action) =>
    action?.action === "CREDIT_LINE_ADD"
      ? [
          {
            version,
            amount: minor(action.amount ?? 0),
            reference: action.reference,
          },
        ]
      : []
  )
}

/** What core writes on the credit line of a refund that has no reason. */
const FOR_A_REFUND = "payment_collection"

/**
 * Without the credit that a merchant gave, which made the order cheaper. A refund with a
 * reason names its line after it, and reasons get renamed: then every line may be its own.
 */
async function givenForRefunds(
  container: MedusaContainer,
  credits: readonly GivenCredit[],
  transactions: readonly OrderTransaction[]
): Promise<readonly Credit[]> {
  const named = credits.filter(({ reference }) => reference === FOR_A_REFUND)
  if (named.length === credits.length) {
    return credits
  }
  const refunds = await readRefunds(container, transactions)
  return refunds.some(({ refund_reason_id }) => refund_reason_id)
    ? credits
    : named
}

function isRefund({ reference, amount }: OrderTransaction): boolean {
  return reference === "refund" && MathBN.lt(amount, 0)
}

/** Longer than core takes from a refund's row to its credit line. */
const SETTLING_MS = 45_000

async function hasYoungRefund(
  container: MedusaContainer,
  transactions: readonly OrderTransaction[]
): Promise<boolean> {
  const refunds = await readRefunds(container, transactions)
  return refunds.some(isYoung)
}

interface RefundRow {
  readonly created_at?: Date | string
  readonly refund_reason_id?: string | null
}

async function readRefunds(
  container: MedusaContainer,
  transactions: readonly OrderTransaction[]
): Promise<readonly RefundRow[]> {
  const ids = transactions
    .filter(isRefund)
    .flatMap(({ reference_id }) => reference_id ?? [])
  return paymentModule(container).listRefunds(
    { id: ids },
    { select: ["id", "created_at", "refund_reason_id"], take: null }
  )
}

interface Dated {
  readonly created_at?: Date | string
}

function isYoung(row: Dated): boolean {
  return Date.now() - timeOf(row) < SETTLING_MS
}

function timeOf({ created_at }: Dated): number {
  return new Date(created_at ?? 0).getTime()
}

async function readTotals(
  container: MedusaContainer,
  orderId: string,
  minor: (amount: BigNumberInput) => number
): Promise<{ version: number; total: number }[]> {
  const orders = container.resolve<OrderSummaryRows>(Modules.ORDER)
  const summaries = await orders.listOrderSummaries(
    { order_id: orderId },
    { order: { version: "DESC" }, take: 500 }
  )
  return summaries.map((summary) => ({
    version: summary.version,
    total: minor(readTotal(summary, "current_order_total")),
  }))
}
