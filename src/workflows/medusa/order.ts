/**
 * The order behind a payment, reduced to what decisions about its money need.
 */

import type {
  BigNumberInput,
  IOrderModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import { readStatus } from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import type { OrderState } from "../../modules/stripe-checkout/domain/order-status/status"
import { queryOne, sumAmounts } from "./query"

interface OrderRow {
  readonly id: string
  readonly display_id: number
  readonly status: string
  readonly version: number
  readonly metadata: Record<string, unknown> | null
}

interface OrderOptions {
  readonly currencyCode: string
  readonly transactions: readonly OrderTransaction[]
  readonly statusKey: string
}

export async function readOrder(
  container: MedusaContainer,
  orderId: string,
  { currencyCode, statusKey, transactions }: OrderOptions
): Promise<OrderState | null> {
  const order = await queryOne<OrderRow>(container, {
    entity: "order",
    fields: ["id", "display_id", "status", "version", "metadata"],
    filters: { id: orderId },
  })
  if (!order) {
    return null
  }
  const summaries = await readNewestSummaries(container, orderId)
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), currencyCode)
  const recorded = minor(sumAmounts(transactions))
  const owed = readOwed(summaries, minor)
  return {
    id: order.id,
    displayId: String(order.display_id),
    isCanceled: order.status === "canceled",
    outstanding: Math.max(0, Math.min(...owed)),
    isPaidInFull: Math.max(...owed) <= 0,
    isEdited: order.version > 1,
    isOutOfSync: summaries.some(
      ({ totals }) => minor(totals["transaction_total"] ?? 0) !== recorded
    ),
    status: readStatus(order.metadata?.[statusKey]),
  }
}

/**
 * What the order owes, by each of its newest summaries. The smallest counts for a capture,
 * so that nobody is ever charged too much, and the largest for a release.
 */
export function readOwed(
  summaries: readonly OrderSummaryRow[],
  minor: (amount: BigNumberInput) => number
): number[] {
  const owed = summaries.map(({ totals }) =>
    minor(totals["raw_pending_difference"] ?? totals["pending_difference"] ?? 0)
  )
  return owed.length ? owed : [0]
}

export interface OrderTransaction {
  readonly id: string
  readonly reference: string | null
  readonly reference_id: string | null
  readonly amount: BigNumberInput
}

/** The order's ledger: normally one transaction per capture and per refund. */
export async function readTransactions(
  container: MedusaContainer,
  orderId: string
): Promise<OrderTransaction[]> {
  const orders: IOrderModuleService = container.resolve(Modules.ORDER)
  const transactions = await orders.listOrderTransactions(
    { order_id: orderId },
    { select: ["id", "reference", "reference_id", "amount"], take: 500 }
  )
  return transactions.map(({ id, reference, reference_id, amount }) => ({
    id,
    reference,
    reference_id,
    amount,
  }))
}

/**
 * The order that was placed from a cart, even if somebody has deleted it since. Core undoes
 * an order that it could not place without a trace, and its link may remain.
 */
export async function findOrderId(
  container: MedusaContainer,
  cartId: string
): Promise<string | null> {
  const link = await queryOne<{ order_id?: string }>(container, {
    entity: "order_cart",
    fields: ["order_id"],
    filters: { cart_id: cartId },
  })
  if (!link?.order_id) {
    return null
  }
  const order = await queryOne<{ id: string }>(container, {
    entity: "order",
    fields: ["id"],
    filters: { id: link.order_id },
    withDeleted: true,
  })
  return order?.id ?? null
}

/** The cart that an order was placed from; null where no cart led to it. */
export async function findCartId(
  container: MedusaContainer,
  orderId: string
): Promise<string | null> {
  const link = await queryOne<{ cart_id?: string }>(container, {
    entity: "order_cart",
    fields: ["cart_id"],
    filters: { order_id: orderId },
  })
  return link?.cart_id ?? null
}

/** Core's totals of an order, what it costs and has paid: one row per version. */
export interface OrderSummaryRow {
  readonly id: string
  readonly version: number
  readonly totals: Readonly<Record<string, BigNumberInput>>
}

/** Medusa's module factory generates these methods; its interface lacks them. */
export interface OrderSummaryRows extends IOrderModuleService {
  listOrderSummaries(
    filters: object,
    config: { order: { version: "DESC" }; take: number }
  ): Promise<OrderSummaryRow[]>
  updateOrderSummaries(update: object): Promise<unknown>
}

/** Far more than one order ever gets from concurrent changes. */
const MAX_SUMMARIES = 50

/**
 * The newest summary, which the admin shows and the outstanding amount is read from.
 *
 * @returns several after concurrent changes: core then writes one per change, all with
 * the same version, and reads any of them.
 */
export async function readNewestSummaries(
  container: MedusaContainer,
  orderId: string
): Promise<OrderSummaryRow[]> {
  const rows = container.resolve<OrderSummaryRows>(Modules.ORDER)
  const summaries = await rows.listOrderSummaries(
    { order_id: orderId },
    { order: { version: "DESC" }, take: MAX_SUMMARIES }
  )
  return summaries.filter(({ version }) => version === summaries[0]?.version)
}
