import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./stripe-ledger"
import { findByKey } from "./find-by-key"
import {
  pluginPaymentOf,
  byId,
  byOrder,
  bySession,
  ordersPaidBy,
  ownIntents,
  paymentsBy,
  sessionIdOf,
} from "./payment-relations"
import { noCaptureBeyondOutstanding } from "./no-capture-beyond-outstanding"
import { noMoneyBeyondTotal } from "./no-money-beyond-total"
import { capturesOf } from "./one-capture-per-hold"
import { isPaidInFull } from "./order-money"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** Core's `created_by` of captures that the plugin only records. */
const PLUGIN_ACTOR = "stripe-checkout"

/**
 * I11: neither a canceled order nor one that is paid in full has a hold, and only what was requested and is owed gets
 * captured. Nobody's hold is incremented without a request.
 */
export const noUnrequestedCaptures: Rule = (snapshot) => [
  ...ownIntents(snapshot).flatMap((intent) => [
    ...findHoldOfCanceledOrder(snapshot, intent),
    ...findSurplusHold(snapshot, intent),
    ...findUnrequestedCapture(snapshot, intent),
    ...findUnrequestedIncrement(snapshot, intent),
  ]),
  ...findOverpaidOrders(snapshot),
  ...noMoneyBeyondTotal(snapshot),
  ...noCaptureBeyondOutstanding(snapshot),
]

function findHoldOfCanceledOrder(snapshot: Snapshot, intent: Intent): string[] {
  if (intent.status !== "requires_capture") return []
  const linked = [
    pluginPaymentOf(snapshot, intent)?.order_id ?? null,
    intent.order_id,
  ]
  const orders = [
    ...ordersPaidBy(snapshot, intent),
    ...linked.flatMap((id) => findByKey(snapshot.medusa.orders, byId, id)),
  ]
  const canceled = orders.find(({ status }) => status === "canceled")
  return canceled
    ? [
        `The order ${canceled.id} is canceled, but ${intent.id} still holds ${money(intent.amount_capturable, intent.currency)}.`,
      ]
    : []
}

/** Whoever could still pay or capture something for it comes first, so that nothing is lost. */
function findSurplusHold(snapshot: Snapshot, intent: Intent): string[] {
  if (intent.status !== "requires_capture") return []
  const paid = ordersPaidBy(snapshot, intent).find(
    (order) => order.status !== "canceled" && isPaidInFull(order)
  )
  return paid
    ? [
        `The order ${paid.id} is paid in full, but ${intent.id} still holds ${money(intent.amount_capturable, intent.currency)}.`,
      ]
    : []
}

/** An edit may lower an order's total below what was paid, so the highest that it ever had counts. */
const findOverpaidOrders: Rule = ({ medusa }) =>
  medusa.orders
    .filter(({ status }) => status !== "canceled")
    .flatMap(({ id, highest_total, currency_code }) => {
      const total = minorUnits(highest_total ?? "0", currency_code)
      const paid = sumOfMinorUnits(
        findByKey(medusa.transactions, byOrder, id),
        currency_code
      )
      return paid > total
        ? `${id} costs ${money(total, currency_code)}, but ${money(paid, currency_code)} was paid for it.`
        : []
    })

/** Core's own capture button leaves the merchant's id in core's row, everything else an operation. */
function findUnrequestedCapture(snapshot: Snapshot, intent: Intent): string[] {
  const captured = capturesOf(snapshot.ledger.requests, intent).filter(
    ({ status, is_replayed }) => status === 200 && !is_replayed
  )
  if (captured.length === 0) return []
  const sessionId = sessionIdOf(snapshot, intent)
  const { operations } = snapshot.medusa
  const isRequested = findByKey(operations, bySession, sessionId).some(
    ({ kind, source, status }) =>
      kind === "capture" && status === "succeeded" && source !== "system"
  )
  const isManual = paymentsBy(snapshot, intent).some(
    ({ id, captures }) =>
      snapshot.capturedInAdmin.has(id) ||
      captures.some(
        ({ created_by }) => created_by !== null && created_by !== PLUGIN_ACTOR
      )
  )
  return isRequested || isManual
    ? []
    : [
        `${intent.id} was captured by the shop, but no person and no rule requested it.`,
      ]
}

/** The shopper is not asked, so somebody else must have been. */
function findUnrequestedIncrement(
  { medusa, ...snapshot }: Snapshot,
  intent: Intent
): string[] {
  if (!intent.incremented_by) return []
  const sessionId = sessionIdOf({ medusa, ...snapshot }, intent)
  const isRequested = findByKey(medusa.operations, bySession, sessionId).some(
    ({ kind, source, status }) =>
      kind === "hold_increment" &&
      status === "succeeded" &&
      source === "request"
  )
  return isRequested
    ? []
    : [
        `The hold ${intent.id} was incremented by ${money(intent.incremented_by, intent.currency)}, but nobody requested it.`,
      ]
}
