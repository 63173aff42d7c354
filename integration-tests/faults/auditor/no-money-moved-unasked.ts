import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./ledger"
import {
  bindingOf,
  ordersPaidBy,
  ownIntents,
  paymentsBy,
  sessionIdOf,
} from "./money-trail"
import { capturesOf } from "./one-capture-per-hold"
import { money } from "./stripe-minor-units"

/** As the plugin signs what it only records. */
const PLUGIN = "stripe-checkout"

/** I11: a canceled order holds nothing, and nothing is captured that nobody asked for. */
export const noMoneyMovedUnasked: Rule = (snapshot) =>
  ownIntents(snapshot).flatMap((intent) => [
    ...heldForCanceledOrder(snapshot, intent),
    ...capturedUnasked(snapshot, intent),
  ])

function heldForCanceledOrder(snapshot: Snapshot, intent: Intent): string[] {
  if (intent.status !== "requires_capture") return []
  const named = [bindingOf(snapshot, intent)?.order_id, intent.order_id]
  const orders = [
    ...ordersPaidBy(snapshot, intent),
    ...snapshot.books.orders.filter(({ id }) => named.includes(id)),
  ]
  const canceled = orders.find(({ status }) => status === "canceled")
  return canceled
    ? [
        `The order ${canceled.id} is canceled, but ${intent.id} still holds ${money(intent.amount_capturable, intent.currency)}.`,
      ]
    : []
}

/** A merchant's own button leaves their name in core's row, all else an operation. */
function capturedUnasked(snapshot: Snapshot, intent: Intent): string[] {
  const taken = capturesOf(snapshot.ledger.requests, intent).filter(
    ({ status, is_replayed }) => status === 200 && !is_replayed
  )
  if (taken.length === 0) return []
  const sessionId = sessionIdOf(snapshot, intent)
  const isAskedFor = snapshot.books.operations.some(
    ({ payment_session_id, kind, status, rule, actor }) =>
      payment_session_id === sessionId &&
      kind === "capture" &&
      status === "done" &&
      Boolean(rule ?? actor)
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
