/** What an order owes, and what Stripe holds for it, in minor units. */
import type { OrderRow } from "./medusa-rows"
import type { Snapshot } from "./difference"
import type { Intent } from "./stripe-ledger"
import { ordersPaidBy, ownIntents, refundedAtStripe } from "./payment-relations"
import { minorUnits } from "./stripe-minor-units"

export type OrderMoney = {
  readonly intents: readonly Intent[]
  readonly held: number
  readonly received: number
  readonly refunded: number
}

/** An order's money is that of all its payments. */
export function groupByOrder(snapshot: Snapshot): Map<OrderRow, Intent[]> {
  const groups = new Map<OrderRow, Intent[]>()
  for (const intent of ownIntents(snapshot)) {
    for (const order of ordersPaidBy(snapshot, intent)) {
      groups.set(order, [...(groups.get(order) ?? []), intent])
    }
  }
  return groups
}

export function addUp(
  snapshot: Snapshot,
  intents: readonly Intent[]
): OrderMoney {
  return {
    intents,
    held: sumOf(
      intents.filter(({ status }) => status === "requires_capture"),
      ({ amount_capturable }) => amount_capturable
    ),
    received: sumOf(intents, ({ amount_received }) => amount_received),
    refunded: sumOf(intents, (one) => refundedAtStripe(snapshot, one)),
  }
}

/** Negative when a refund is due. Of two summaries of one version, the one that asks for less. */
export function owedBy({ currency_code, owed }: OrderRow): number {
  const amounts = owed.map((amount) => minorUnits(amount ?? "0", currency_code))
  return amounts.length > 0 ? Math.min(...amounts) : 0
}

export function isPaidInFull({ owed }: OrderRow): boolean {
  return owed.length > 0 && owed.every((amount) => Number(amount) <= 0)
}

export function sumOf<Item>(
  items: readonly Item[],
  amountOf: (item: Item) => number
): number {
  return items.reduce((sum, item) => sum + amountOf(item), 0)
}
