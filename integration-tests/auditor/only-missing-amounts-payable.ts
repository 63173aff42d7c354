import type { OrderRow, SessionRow } from "./medusa-rows"
import type { Rule, Snapshot } from "./difference"
import { findByKey, type KeysOf } from "./find-by-key"
import { addUp, groupByOrder, owedBy, sumOf } from "./order-money"
import { byCarts, byId, sessionIdOf } from "./payment-relations"
import type { CheckoutSession, Intent } from "./stripe-ledger"
import { money } from "./stripe-minor-units"

/**
 * I15: no Checkout Session can be paid for a cart that has its order, for more than an order still needs, or by a link
 * that has expired.
 */
export const onlyMissingAmountsPayable: Rule = (snapshot) =>
  snapshot.ledger.checkoutSessions
    .filter(({ status }) => status === "open")
    .flatMap((checkoutSession) => compare(snapshot, checkoutSession))

function compare(
  snapshot: Snapshot,
  checkoutSession: CheckoutSession
): string[] {
  const { medusa } = snapshot
  const { id, amount_total, currency, payment_session_id } = checkoutSession
  if (payment_session_id === null) return []
  const requested = `${id} (${payment_session_id}) can still be paid: ${money(amount_total ?? 0, currency ?? "")}`
  const [session] = findByKey(medusa.sessions, byId, payment_session_id)
  if (!session) return [`${requested}, but its payment session was deleted.`]
  if (session.is_link_expired)
    return [`${requested}, but its link has expired.`]
  const ofCart = session.cart_ids.flatMap((cart) =>
    findByKey(medusa.orders, byCarts, cart)
  )[0]
  if (ofCart) return [`${requested}, but its cart became ${ofCart.id}.`]
  const [order] = findByKey(medusa.orders, byCollections, session.collection_id)
  if (!order) return []
  const missing = missingOf(snapshot, order)
  return (amount_total ?? 0) <= missing
    ? []
    : [
        `${requested}, but ${order.id} only misses ${money(missing, order.currency_code)}.`,
      ]
}

const byCollections: KeysOf<OrderRow> = ({ collection_ids }) => collection_ids

const bySessionCollection: KeysOf<SessionRow> = ({ collection_id }) => [
  collection_id,
]

/** What it owes, less what is held for it, may be captured beyond that, or is on its way from a bank. */
function missingOf(snapshot: Snapshot, order: OrderRow): number {
  if (order.status === "canceled") return 0
  const intents = groupByOrder(snapshot).get(order) ?? []
  const sessions = order.collection_ids
    .flatMap((id) =>
      findByKey(snapshot.medusa.sessions, bySessionCollection, id)
    )
    .map(({ id }) => id)
  const onTheWay = snapshot.ledger.intents.filter(
    (intent) =>
      intent.status === "processing" &&
      sessions.includes(sessionIdOf(snapshot, intent) ?? "")
  )
  const { held } = addUp(snapshot, intents)
  const covered =
    held + sumOf(intents, beyondHold) + sumOf(onTheWay, ({ amount }) => amount)
  return Math.max(0, owedBy(order) - covered)
}

/** Only the first capture of a hold may exceed it. */
function beyondHold({
  amount,
  amount_received: received,
  most_capturable: most = amount,
  status,
}: Intent): number {
  return status === "requires_capture" && received === 0 ? most - amount : 0
}
