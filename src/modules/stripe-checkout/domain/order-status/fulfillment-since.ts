/**
 * Since when an order has its fulfillment status. Medusa computes the status when it is
 * read and keeps no time of it, but it keeps the times of what led to it.
 */

/** ISO dates of one fulfillment. */
export interface FulfillmentTimes {
  readonly packedAt: string | null
  readonly shippedAt: string | null
  readonly deliveredAt: string | null
  readonly canceledAt: string | null
}

/** Medusa's record of one thing that an order change did. */
export interface OrderChangeAction {
  readonly action?: string
  readonly details?: { readonly quantity_diff?: unknown } | null
}

export interface FulfillmentHistory {
  readonly placedAt: string
  readonly fulfillments: readonly FulfillmentTimes[]
  /** When goods were last removed from the order; null if never. */
  readonly goodsRemovedAt: string | null
}

/** Every further shipment leads to `partially_shipped` again, and so on. */
const LEADS_TO: Readonly<Record<string, keyof FulfillmentTimes>> = {
  partially_fulfilled: "packedAt",
  fulfilled: "packedAt",
  partially_shipped: "shippedAt",
  shipped: "shippedAt",
  partially_delivered: "deliveredAt",
  delivered: "deliveredAt",
  canceled: "canceledAt",
}

/** Only goods without a fulfillment can be removed: then the rest may be all there is. */
const OF_ALL_GOODS = ["fulfilled", "shipped", "delivered"]

export function isReachedByRemoval(status: string): boolean {
  return OF_ALL_GOODS.includes(status)
}

export function fulfillmentStatusSince(
  status: string,
  { placedAt, fulfillments, goodsRemovedAt }: FulfillmentHistory
): string {
  const time = LEADS_TO[status]
  const times = fulfillments
    .filter(({ canceledAt }) => time === "canceledAt" || canceledAt === null)
    .map((fulfillment) => (time ? fulfillment[time] : null))
  return newestOf([
    placedAt,
    ...times,
    isReachedByRemoval(status) ? goodsRemovedAt : null,
  ])
}

/** An edited quantity, or a canceled exchange or claim. */
export function removesGoods({ action, details }: OrderChangeAction): boolean {
  return (
    action === "ITEM_REMOVE" ||
    (action === "ITEM_UPDATE" && Number(details?.quantity_diff) < 0)
  )
}

function newestOf(dates: readonly (string | null)[]): string {
  return dates.reduce<string>(
    (newest, date) => (date !== null && date > newest ? date : newest),
    ""
  )
}
