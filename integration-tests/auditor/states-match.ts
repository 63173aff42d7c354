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
export const statesMatch: Rule = (snapshot) => [
  ...ownIntents(snapshot).flatMap((intent) => {
    const pluginPayment = pluginPaymentOf(snapshot, intent)
    return pluginPayment
      ? [
          ...compareState(pluginPayment, intent),
          ...compareOperations(snapshot, pluginPayment, intent),
        ]
      : []
  }),
  ...[...groupByOrder(snapshot)].flatMap(([order, intents]) =>
    compareStatus(snapshot, order, intents)
  ),
]

/** An order's status describes all its payments. */
function groupByOrder(snapshot: Snapshot): Map<OrderRow, Intent[]> {
  const groups = new Map<OrderRow, Intent[]>()
  for (const intent of ownIntents(snapshot)) {
    for (const order of ordersPaidBy(snapshot, intent)) {
      groups.set(order, [...(groups.get(order) ?? []), intent])
    }
  }
  return groups
}

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
  // A PaymentIntent ends as canceled as well when nobody could pay it.
  const isUnpaid = intent.status === "canceled" && state === "expired"
  const isWrong = actual
    ? state !== actual && !isUnpaid
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
  intents: readonly Intent[]
): string[] {
  const received = sumOf(intents, ({ amount_received }) => amount_received)
  const refunded = sumOf(intents, (one) => refundedAtStripe(snapshot, one))
  const isHeld = intents.some(({ status }) => status === "requires_capture")
  const isConsistent: Readonly<Record<string, boolean>> = {
    paid: received > 0,
    partially_paid: received > 0 && !isHeld,
    refunded: received > 0 && refunded === received,
    authorization_released: received === 0 && !isHeld,
    authorization_lapsed: received === 0 && !isHeld,
    capture_failed: isHeld,
  }
  const status = order.order_status ?? ""
  return isConsistent[status] === false && order.status !== "canceled"
    ? [`${order.id} reads ${status}, but ${intents.map(describe).join(", ")}.`]
    : []
}

function describe({ id, status, amount_received }: Intent): string {
  return `${id} is ${status}, with ${amount_received} received`
}

function sumOf(
  intents: readonly Intent[],
  amountOf: (intent: Intent) => number
): number {
  return intents.reduce((sum, intent) => sum + amountOf(intent), 0)
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
