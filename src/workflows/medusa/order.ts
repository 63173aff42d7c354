/**
 * The order behind a payment, reduced to what decisions about its money need.
 */

import type { MedusaContainer } from "@medusajs/framework/types"

import { readStatus } from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import type { OrderState } from "../../modules/stripe-checkout/domain/order-status/order-state"
import type { OrderTransaction } from "./order-transactions"
import { readOutstanding } from "./outstanding-money"
import { queryOne } from "./query"

interface OrderRow {
  readonly id: string
  readonly display_id: number
  readonly status: string
  readonly version: number
  readonly metadata: Record<string, unknown> | null
  readonly updated_at: Date | string
}

/** Core records an edit right after it has saved the order. */
const SETTLING_MS = 30_000

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
    fields: ["id", "display_id", "status", "version", "metadata", "updated_at"],
    filters: { id: orderId },
  })
  if (!order) {
    return null
  }
  const isCanceled = order.status === "canceled"
  const owed = await readOutstanding(container, {
    id: orderId,
    currencyCode,
    isCanceled,
    transactions,
  })
  return {
    id: order.id,
    displayId: String(order.display_id),
    isCanceled,
    outstanding: owed.outstanding,
    isPaidInFull: owed.isPaidInFull,
    refundCredit: owed.refundCredit,
    isEdited: order.version > 1,
    isOutOfSync: owed.isOutOfSync,
    status: readStatus(order.metadata?.[statusKey]),
    isSettling: Date.now() - new Date(order.updated_at).getTime() < SETTLING_MS,
  }
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
