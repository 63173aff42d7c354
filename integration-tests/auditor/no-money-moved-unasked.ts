import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./ledger"
import { lookUp } from "./look-up"
import {
  bindingOf,
  byId,
  byOrder,
  bySession,
  ordersPaidBy,
  ownIntents,
  paymentsBy,
  sessionIdOf,
} from "./money-trail"
import { capturesOf } from "./one-capture-per-hold"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** As the plugin signs what it only records. */
const PLUGIN = "stripe-checkout"

/** I11: a canceled order holds nothing, and nothing is captured that nobody asked for or owes. */
export const noMoneyMovedUnasked: Rule = (snapshot) => [
  ...ownIntents(snapshot).flatMap((intent) => [
    ...heldForCanceledOrder(snapshot, intent),
    ...capturedUnasked(snapshot, intent),
  ]),
  ...ordersPaidTooDear(snapshot),
]

function heldForCanceledOrder(snapshot: Snapshot, intent: Intent): string[] {
  if (intent.status !== "requires_capture") return []
  const named = [bindingOf(snapshot, intent)?.order_id ?? null, intent.order_id]
  const orders = [
    ...ordersPaidBy(snapshot, intent),
    ...named.flatMap((id) => lookUp(snapshot.books.orders, byId, id)),
  ]
  const canceled = orders.find(({ status }) => status === "canceled")
  return canceled
    ? [
        `The order ${canceled.id} is canceled, but ${intent.id} still holds ${money(intent.amount_capturable, intent.currency)}.`,
      ]
    : []
}

/** Later edits may make an order cheaper than what was paid, so only others are judged. */
const ordersPaidTooDear: Rule = ({ books }) =>
  books.orders
    .filter(({ is_as_placed, status }) => is_as_placed && status !== "canceled")
    .flatMap(({ id, total_at_placement, currency_code }) => {
      const total = minorUnits(total_at_placement ?? "0", currency_code)
      const taken = sumOfMinorUnits(
        lookUp(books.transactions, byOrder, id),
        currency_code
      )
      return taken > total
        ? `${id} costs ${money(total, currency_code)}, but ${money(taken, currency_code)} was taken for it.`
        : []
    })

/** A merchant's own button leaves their name in core's row, all else an operation. */
function capturedUnasked(snapshot: Snapshot, intent: Intent): string[] {
  const taken = capturesOf(snapshot.ledger.requests, intent).filter(
    ({ status, is_replayed }) => status === 200 && !is_replayed
  )
  if (taken.length === 0) return []
  const sessionId = sessionIdOf(snapshot, intent)
  const { operations } = snapshot.books
  const isAskedFor = lookUp(operations, bySession, sessionId).some(
    ({ kind, status, rule, actor }) =>
      kind === "capture" && status === "done" && Boolean(rule ?? actor)
  )
  const isByHand = paymentsBy(snapshot, intent)
    .flatMap(({ captures }) => captures)
    .some(({ created_by }) => created_by !== null && created_by !== PLUGIN)
  return isAskedFor || isByHand
    ? []
    : [
        `${intent.id} was captured by the shop, but nobody and no rule asked for it.`,
      ]
}
