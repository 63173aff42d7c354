/**
 * Medusa's own order and fulfillment status, and since when the order has them.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  getOrderDetailWorkflow,
  getOrdersListWorkflow,
} from "@medusajs/medusa/core-flows"

import {
  fulfillmentStatusSince,
  type FulfillmentTimes,
  isReachedByRemoval,
} from "../../modules/stripe-checkout/domain/order-status/fulfillment-since"
import type { OrderRules } from "../../modules/stripe-checkout/domain/order-status/order-rules"
import type { OrderProgress } from "../../modules/stripe-checkout/domain/order-status/state-rules"
import { readGoodsRemovedAt } from "./order-changes"

/**
 * Read only if a rule uses them: core computes the fulfillment status from everything
 * related to the order.
 *
 * @returns the order's last update as the time since when it has its order status. Medusa
 * keeps no time of that, so this is true only when the status is read for the first time.
 */
export async function readOrderProgress(
  container: MedusaContainer,
  orderId: string,
  rules: OrderRules
): Promise<OrderProgress | null> {
  const isNeeded = rules.captureOn.some((rule) => !("to" in rule))
  if (!isNeeded) {
    return null
  }
  const { result } = await getOrderDetailWorkflow(container).run({
    input: {
      order_id: orderId,
      fields: PROGRESS_FIELDS,
    },
  })
  return describeProgress(
    result,
    isReachedByRemoval(result.fulfillment_status)
      ? await readGoodsRemovedAt(container, orderId)
      : null
  )
}

/** Without the items' quantities core takes a part that was shipped for the whole. */
const PROGRESS_FIELDS = [
  "id",
  "status",
  "fulfillment_status",
  "created_at",
  "updated_at",
  "fulfillments.*",
  "items.*",
  "items.detail.*",
]

interface ProgressRow {
  readonly id: string
  readonly status: string
  readonly fulfillment_status: string
  readonly created_at: Date | string
  readonly updated_at: Date | string
  readonly fulfillments?: readonly FulfillmentRow[] | null
}

/** Without the changes that removed goods: for a trial the fulfillments' times are enough. */
export async function listOrderProgress(
  container: MedusaContainer,
  orderIds: readonly string[]
): Promise<OrderProgress[]> {
  const { result } = await getOrdersListWorkflow(container).run({
    input: {
      fields: PROGRESS_FIELDS,
      variables: { filters: { id: [...orderIds] } },
    },
  })
  const rows = (Array.isArray(result)
    ? result
    : result.rows) as unknown as readonly ProgressRow[]
  return rows.map((row) => describeProgress(row, null))
}

function describeProgress(
  row: ProgressRow,
  goodsRemovedAt: string | null
): OrderProgress {
  const { fulfillment_status: status, fulfillments } = row
  return {
    orderId: row.id,
    orderStatus: row.status,
    orderStatusSince: toIsoDate(row.updated_at),
    fulfillmentStatus: status,
    fulfillmentStatusSince: fulfillmentStatusSince(status, {
      placedAt: toIsoDate(row.created_at),
      fulfillments: (fulfillments ?? []).map(readTimes),
      goodsRemovedAt,
    }),
  }
}

interface FulfillmentRow {
  readonly packed_at?: Date | string | null
  readonly shipped_at?: Date | string | null
  readonly delivered_at?: Date | string | null
  readonly canceled_at?: Date | string | null
}

function readTimes(row: FulfillmentRow): FulfillmentTimes {
  const read = (time: Date | string | null | undefined): string | null =>
    time ? toIsoDate(time) : null
  return {
    packedAt: read(row.packed_at),
    shippedAt: read(row.shipped_at),
    deliveredAt: read(row.delivered_at),
    canceledAt: read(row.canceled_at),
  }
}

function toIsoDate(date: Date | string): string {
  return new Date(date).toISOString()
}
