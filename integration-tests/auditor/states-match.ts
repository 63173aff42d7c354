import type { PluginPaymentRow, OperationRow, OrderRow } from "./medusa-rows"
import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./stripe-ledger"
import { findByKey } from "./find-by-key"
import {
  pluginPaymentOf,
  bySession,
  ordersPaidBy,
  ownIntents,
  refundedAtStripe,
} from "./payment-relations"

/**
 * I8: every stored state of a payment matches Stripe: a late or duplicate event has
 * reverted nothing, and no operation claims a success that did not happen.
 */
export const statesMatch: Rule = (snapshot) =>
  ownIntents(snapshot).flatMap((intent) => {
    const pluginPayment = pluginPaymentOf(snapshot, intent)
    return [
      ...(pluginPayment ? compareState(pluginPayment, intent) : []),
      ...ordersPaidBy(snapshot, intent).flatMap((order) =>
        compareStatus(snapshot, order, intent)
      ),
      ...(pluginPayment
        ? compareOperations(snapshot, pluginPayment, intent)
        : []),
    ]
  })

const STATES: Readonly<Record<string, string>> = {
  requires_capture: "authorized",
  succeeded: "captured",
  canceled: "canceled",
}

function compareState(
  { payment_session_id, state }: PluginPaymentRow,
  intent: Intent
): string[] {
  const actual = STATES[intent.status]
  const isWrong = actual
    ? state !== actual
    : Object.values(STATES).includes(state)
  return isWrong
    ? [
        `${payment_session_id}: the plugin says ${state}, but ${intent.id} is ${intent.status}.`,
      ]
    : []
}

/** Merchants may write any status, so only those about money are checked. */
function compareStatus(
  snapshot: Snapshot,
  order: OrderRow,
  intent: Intent
): string[] {
  const received = intent.amount_received
  const isConsistent: Readonly<Record<string, boolean>> = {
    paid: received > 0,
    refunded: received > 0 && refundedAtStripe(snapshot, intent) === received,
    authorization_released: intent.status === "canceled",
    authorization_lapsed: intent.status === "canceled",
    capture_failed: received === 0,
  }
  const status = order.order_status ?? ""
  return isConsistent[status] === false && order.status !== "canceled"
    ? [
        `${order.id} reads ${status}, but ${intent.id} is ${intent.status}, with ${received} received.`,
      ]
    : []
}

function compareOperations(
  { medusa }: Snapshot,
  { payment_session_id }: PluginPaymentRow,
  intent: Intent
): string[] {
  const isDone: Readonly<Record<string, boolean>> = {
    capture: intent.amount_received > 0,
    release: intent.status === "canceled",
  }
  const claims = ({ status, kind }: OperationRow): boolean =>
    status === "succeeded" && isDone[kind] === false
  return findByKey(medusa.operations, bySession, payment_session_id)
    .filter(claims)
    .map(
      ({ id, kind, status }) =>
        `${payment_session_id}: the ${kind} ${id} has ${status}, but ${intent.id} is ${intent.status}, with ${intent.amount_received} received.`
    )
}
