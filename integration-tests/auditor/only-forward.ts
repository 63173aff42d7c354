import type { BindingRow, OperationRow, OrderRow } from "./books"
import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./ledger"
import { lookUp } from "./look-up"
import {
  bindingOf,
  bySession,
  ordersPaidBy,
  ownIntents,
  refundedAtStripe,
} from "./money-trail"

/**
 * I8: nothing that is said of a payment is behind or ahead of what has happened: a late
 * or doubled event did not turn anything back, and nothing is called done that is not.
 */
export const onlyForward: Rule = (snapshot) =>
  ownIntents(snapshot).flatMap((intent) => {
    const binding = bindingOf(snapshot, intent)
    return [
      ...(binding ? compareState(binding, intent) : []),
      ...ordersPaidBy(snapshot, intent).flatMap((order) =>
        compareStatus(snapshot, order, intent)
      ),
      ...(binding ? deedsThatWereNotDone(snapshot, binding, intent) : []),
    ]
  })

const STATES: Readonly<Record<string, string>> = {
  requires_capture: "authorized",
  succeeded: "captured",
  canceled: "canceled",
}

function compareState(
  { payment_session_id, state }: BindingRow,
  intent: Intent
): string[] {
  const real = STATES[intent.status]
  const isWrong = real ? state !== real : Object.values(STATES).includes(state)
  return isWrong
    ? [
        `${payment_session_id}: the plugin calls it ${state}, but ${intent.id} is ${intent.status}.`,
      ]
    : []
}

/** Merchants may write any status, so only those are judged that speak of money. */
function compareStatus(
  snapshot: Snapshot,
  order: OrderRow,
  intent: Intent
): string[] {
  const received = intent.amount_received
  const isTrue: Readonly<Record<string, boolean>> = {
    paid: received > 0,
    refunded: received > 0 && refundedAtStripe(snapshot, intent) === received,
    authorization_released: intent.status === "canceled",
    authorization_lapsed: intent.status === "canceled",
    capture_failed: received === 0,
  }
  const status = order.order_status ?? ""
  return isTrue[status] === false && order.status !== "canceled"
    ? [
        `${order.id} reads ${status}, but ${intent.id} is ${intent.status}, with ${received} received.`,
      ]
    : []
}

function deedsThatWereNotDone(
  { books }: Snapshot,
  { payment_session_id }: BindingRow,
  intent: Intent
): string[] {
  const isDone: Readonly<Record<string, boolean>> = {
    capture: intent.amount_received > 0,
    release: intent.status === "canceled",
  }
  const claims = ({ status, kind }: OperationRow): boolean =>
    status === "done" && isDone[kind] === false
  return lookUp(books.operations, bySession, payment_session_id)
    .filter(claims)
    .map(
      ({ id, kind }) =>
        `${payment_session_id}: the ${kind} ${id} is called done, but ${intent.id} is ${intent.status}, with ${intent.amount_received} received.`
    )
}
