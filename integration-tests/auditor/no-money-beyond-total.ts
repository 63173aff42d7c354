import type { Rule, Snapshot } from "./difference"
import type { OrderRow } from "./medusa-rows"
import { addUp, groupByOrder, sumOf } from "./order-money"
import { hasOpenDiscrepancy } from "./payment-relations"
import type { Intent } from "./stripe-ledger"
import { minorUnits, money } from "./stripe-minor-units"

/**
 * No more is held, on its way and captured for an order than it ever cost: whoever charged a card or opened a page
 * knew what the others had done. An edit may lower the total while a payment is open, so its highest one counts.
 */
export const noMoneyBeyondTotal: Rule = (snapshot) =>
  [...groupByOrder(snapshot)]
    .filter(([{ status }]) => status !== "canceled")
    .filter(([, intents]) =>
      intents.every((intent) => !hasOpenDiscrepancy(snapshot, intent))
    )
    .flatMap(([order, intents]) => compare(snapshot, order, intents))

function compare(
  snapshot: Snapshot,
  { currency_code: currency, highest_total, id }: OrderRow,
  intents: readonly Intent[]
): string[] {
  const { held, received, refunded } = addUp(snapshot, intents)
  const onTheWay = intents.filter(({ status }) => status === "processing")
  const paid =
    held + received - refunded + sumOf(onTheWay, ({ amount }) => amount)
  const total = minorUnits(highest_total ?? "0", currency)
  return paid > total
    ? [
        `${id} never cost more than ${money(total, currency)}, but ${money(paid, currency)} is held, on its way and captured for it: ${intents.map((one) => one.id).join(", ")}.`,
      ]
    : []
}
