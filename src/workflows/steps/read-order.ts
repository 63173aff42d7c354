/**
 * The order behind a payment, reduced to what decisions about its money need.
 */
import type {
  BigNumberInput,
  IOrderModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MathBN,
  Modules,
} from "@medusajs/framework/utils"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import { readStatus } from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import type { OrderSummary } from "../../modules/stripe-checkout/domain/order-status/status-report"
import { type OrderSummaryRow, readNewestSummaries } from "./read-summaries"

interface OrderRow {
  readonly id: string
  readonly display_id: number
  readonly status: string
  readonly version: number
  readonly metadata: Record<string, unknown> | null
}

export interface OrderReadingOptions {
  readonly currencyCode: string
  readonly transactions: readonly OrderTransaction[]
  readonly statusKey: string
}

export async function readOrder(
  container: MedusaContainer,
  orderId: string,
  { currencyCode, statusKey, transactions }: OrderReadingOptions
): Promise<OrderSummary | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "display_id", "status", "version", "metadata"],
    filters: { id: orderId },
  })
  const order = data[0] as OrderRow | undefined
  if (!order) {
    return null
  }
  const summaries = await readNewestSummaries(container, orderId)
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), currencyCode)
  const booked = minor(sumOf(transactions))
  return {
    id: order.id,
    displayId: String(order.display_id),
    isCanceled: order.status === "canceled",
    outstanding: leastOwed(summaries, minor),
    isEdited: order.version > 1,
    isMiscounted: summaries.some(
      ({ totals }) => minor(totals["transaction_total"] ?? 0) !== booked
    ),
    status: readStatus(order.metadata?.[statusKey]),
  }
}

/** Of several the least, so that nobody is ever charged too much. */
function leastOwed(
  summaries: readonly OrderSummaryRow[],
  minor: (amount: BigNumberInput) => number
): number {
  const owed = summaries.map(({ totals }) =>
    minor(totals["raw_pending_difference"] ?? totals["pending_difference"] ?? 0)
  )
  return owed.length ? Math.max(0, Math.min(...owed)) : 0
}

function sumOf(transactions: readonly OrderTransaction[]): BigNumberInput {
  return transactions.reduce(
    (sum, { amount }) => MathBN.add(sum, amount),
    MathBN.convert(0)
  )
}

export interface OrderTransaction {
  readonly id: string
  readonly reference: string | null
  readonly reference_id: string | null
  readonly amount: BigNumberInput
}

/** The order's books: one transaction per capture and per refund, if all is well. */
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

/** The order that was placed from a cart; a link to an order that is gone is none. */
export async function findOrderId(
  container: MedusaContainer,
  cartId: string
): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: links } = await query.graph({
    entity: "order_cart",
    fields: ["order_id"],
    filters: { cart_id: cartId },
  })
  const link = links[0] as { order_id?: string } | undefined
  if (!link?.order_id) {
    return null
  }
  const { data: orders } = await query.graph({
    entity: "order",
    fields: ["id"],
    filters: { id: link.order_id },
  })
  const order = orders[0] as { id: string } | undefined
  return order?.id ?? null
}
