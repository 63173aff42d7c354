import type { PluginPaymentRow, OperationRow, OrderRow } from "./medusa-rows"
import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./stripe-ledger"
import { findByKey } from "./find-by-key"
import { addUp, groupByOrder } from "./order-money"
import { compareStatus } from "./order-status"
import { pluginPaymentOf, bySession, ownIntents } from "./payment-relations"

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
  ...[...groupByOrder(snapshot)]
    .filter(([order]) => !isCreditReported(snapshot, order))
    .flatMap(([order, intents]) =>
      compareStatus(order, addUp(snapshot, intents))
    ),
]

/** Medusa says that the order owes what was refunded, until an open edit has ended; the status does not. */
function isCreditReported({ medusa }: Snapshot, { id }: OrderRow): boolean {
  return medusa.discrepancies.some(
    ({ kind, order_id, status }) =>
      kind.startsWith("refund_credit_") && order_id === id && status === "open"
  )
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

/** The end of a hold of which parts were captured. */
function hasEndedInParts(intent: Intent): boolean {
  const { amount, amount_received: received, status } = intent
  return (
    intent.is_multicapture === true &&
    status === "succeeded" &&
    received > 0 &&
    received < amount
  )
}

function compareOperations(
  { medusa }: Snapshot,
  { payment_session_id }: PluginPaymentRow,
  intent: Intent
): string[] {
  const isDone: Readonly<Record<string, boolean>> = {
    capture: intent.amount_received > 0,
    release: intent.status === "canceled" || hasEndedInParts(intent),
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
