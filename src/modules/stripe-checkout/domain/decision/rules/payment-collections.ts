/**
 * Medusa's payment collections of an order: what it believes to be paid, held and still
 * to be paid. The badge in the admin is read from them.
 *
 * Confirming an order edit, a claim or an exchange makes core cancel the collection
 * whose money is held, and ask for the whole outstanding amount once more.
 */
import { because, type Reason } from "../../reasons/reason"
import type { CollectionRepair, Facts, Rule } from "../decision"
import { isRefusedByBank, pendingAmount } from "../delayed-payment"
import { reachOfIntent } from "../hold-grants"
import { readPaymentState } from "../payment-state"

export const collectionsDisagree: Rule = (facts) => {
  const { order, payment } = facts.medusa
  if (!order || order.isCanceled || !payment) {
    return null
  }
  const repairs = [...repairOwn(facts), ...repairOthers(facts)]
  return repairs.length
    ? { kind: "repair_payment_collections", repairs, reason: explain(facts) }
    : null
}

/** Core updates the totals when it writes a row, and not when a row is deleted. */
export const collectionOutOfSync: Rule = ({ medusa }) => {
  const own = medusa.collections.find(({ isOwn }) => isOwn)
  if (!own?.isOutOfSync || !medusa.payment) {
    return null
  }
  const { captures, refunds } = medusa.payment.ledger
  return [...captures, ...refunds].some(({ isSettling }) => isSettling)
    ? { kind: "recheck_later", reason: because("collection_being_written") }
    : {
        kind: "repair_payment_collections",
        repairs: [{ id: own.id, kind: "recalculate" }],
        reason: because("collection_out_of_sync"),
      }
}

/**
 * An order that was paid in parts owes nothing more on a collection of which only a part
 * was captured, or all but a fraction that Stripe cannot charge. Core would show it as
 * partially captured for ever.
 */
export const paidInParts: Rule = ({ medusa, stripe }) => {
  const own = medusa.collections.find(({ isOwn }) => isOwn)
  const isDone =
    medusa.order?.isPaidInFull === true &&
    readPaymentState(stripe) === "captured" &&
    own?.held === 0
  return isDone &&
    own.captured > 0 &&
    (own.captured < own.amount || own.hasFractionLeft)
    ? {
        kind: "settle_payment_collection",
        collectionId: own.id,
        amount: own.captured,
        reason: because("order_paid_in_parts"),
      }
    : null
}

function explain({ medusa, stripe }: Facts): Reason {
  const pending = pendingAmount(stripe, medusa)
  return readPaymentState(stripe) === "authorized" || pending > 0
    ? because("collection_requests_held_money", {
        amount: pending || (stripe.paymentIntent?.amountCapturable ?? 0),
        currency_code: medusa.currencyCode,
      })
    : because("collection_shows_ended_hold")
}

/** The collection of this payment shows whether its money is held. */
function repairOwn(facts: Facts): CollectionRepair[] {
  const own = facts.medusa.collections.find(({ isOwn }) => isOwn)
  if (!own) {
    return []
  }
  if (isHeld(facts) && own.status === "canceled") {
    const held = own.held + own.captured + restHeldOfOwn(facts)
    const status = held >= own.amount ? "authorized" : "partially_authorized"
    return [{ id: own.id, kind: "set_status", status }]
  }
  return isGone(facts) && own.held === 0 && own.status.endsWith("authorized")
    ? [{ id: own.id, kind: "set_status", status: "canceled" }]
    : []
}

function isHeld({ medusa, stripe }: Facts): boolean {
  const isCanceled = medusa.payment?.isCanceled ?? true
  const isComing = pendingAmount(stripe, medusa) > 0
  return (readPaymentState(stripe) === "authorized" || isComing) && !isCanceled
}

function isGone({ medusa, stripe }: Facts): boolean {
  const isCanceled = medusa.payment?.isCanceled ?? false
  const isOver =
    readPaymentState(stripe) === "canceled" || isRefusedByBank(stripe)
  return isOver && isCanceled
}

/**
 * Money that is held must not be requested again. The payment link requests the rest, or
 * else the newest other collection does. In an order that was never edited, another
 * collection is somebody's own doing.
 */
function repairOthers(facts: Facts): CollectionRepair[] {
  const { collections, order } = facts.medusa
  if (!order?.isEdited || !isHeld(facts)) {
    return []
  }
  const covered =
    collections.reduce((sum, { held }) => sum + held, 0) +
    restHeld(facts) +
    heldByIncrements(facts) +
    grantedBeyond(facts)
  const missing = Math.max(0, order.outstanding - covered)
  const open = collections.filter(({ isOpen }) => isOpen)
  const asked = open.reduce((sum, { amount }) => sum + amount, 0)
  if (asked <= missing) {
    return []
  }
  const link = open.findLast(({ isPaymentLink }) => isPaymentLink)
  const kept = missing > 0 ? (link ?? open.at(-1)) : undefined
  return open.map(({ id }) =>
    id === kept?.id
      ? { id, kind: "set_amount", amount: missing }
      : { id, kind: "remove" }
  )
}

/** Medusa's payments, and so their collections, stay at what the shopper authorized. */
function heldByIncrements({
  medusa,
  stripe: { paymentIntent },
}: Facts): number {
  const { amountCapturable = 0, amountReceived = 0 } = paymentIntent ?? {}
  const known = medusa.payment?.amount ?? amountCapturable
  const own = amountReceived === 0 ? Math.max(0, amountCapturable - known) : 0
  return medusa.others.reduce(
    (sum, { incremented = 0 }) => sum + incremented,
    own
  )
}

/** Overcapture of the order's holds asks nobody for money. */
function grantedBeyond({ medusa, stripe: { paymentIntent } }: Facts): number {
  return medusa.others.reduce(
    (sum, { held, reach = held }) => sum + reach - held,
    reachOfIntent(paymentIntent) - (paymentIntent?.amountCapturable ?? 0)
  )
}

/**
 * A payment of which a part was captured counts as captured in Medusa, as if its hold had
 * ended. With multicapture the rest of it is held.
 */
function restHeld(facts: Facts): number {
  return facts.medusa.others
    .filter(
      ({ captured, state, unrecorded }) =>
        state === "authorized" && captured > unrecorded
    )
    .reduce((sum, { held }) => sum + held, restHeldOfOwn(facts))
}

function restHeldOfOwn({ medusa, stripe }: Facts): number {
  const isPartCaptured = (medusa.payment?.captured ?? 0) > 0
  return isPartCaptured && readPaymentState(stripe) === "authorized"
    ? (stripe.paymentIntent?.amountCapturable ?? 0)
    : 0
}
