/**
 * What to do with a payment on which the bank decides days later, where the order does not
 * wait for that: it is placed at once, and what the bank decides is recorded afterwards.
 */
import { because, type Reason } from "../../reasons/reason"
import {
  isPendingAtBank,
  isRefusedByBank,
  wasPlacedAtOnce,
} from "../delayed-payment"
import type { Facts, PaymentDecision, Rule } from "../decision"
import type { MedusaPayment } from "../medusa-payment"
import { readPaymentState, type StripePayment } from "../payment-state"
import { prepareOrder } from "./before-order"
import { writeOrderStatus } from "./notifications"

/** What does not fit waits for the bank like a payment that is placed when it is paid. */
export const placeAtOnce: Rule = (facts) => {
  const { medusa, stripe } = facts
  if (!isPendingAtBank(stripe) || wasPlacedAtOnce(stripe, medusa)) {
    return null
  }
  if (medusa.isCompleting) {
    return { kind: "recheck_later", reason: because("cart_locked") }
  }
  if (!mayBePlaced(facts)) {
    return null
  }
  return prepareOrder(facts) ?? place(facts)
}

function mayBePlaced(facts: Facts): boolean {
  const { medusa, request } = facts
  const isGivenUp = medusa.placementTimedOut && request?.kind !== "place_order"
  const isOver = medusa.releaseRequested || request?.kind === "release"
  return !isGivenUp && !isOver && isOrderToCome(medusa) && isForThisCart(facts)
}

/** A payment link has its order, and waits for the bank. */
function isOrderToCome({
  isOrderDeleted,
  order,
  paidByOtherPayment,
  paymentLink,
}: MedusaPayment): boolean {
  return (
    paymentLink === null &&
    !isOrderDeleted &&
    !paidByOtherPayment &&
    order?.isCanceled !== true
  )
}

function isForThisCart({
  medusa: { cartTotal, paymentSession },
  stripe,
}: Facts): boolean {
  const confirmed = stripe.paymentIntent?.amount ?? 0
  return (
    paymentSession?.amount === confirmed &&
    (cartTotal ?? confirmed) === confirmed
  )
}

function place({ medusa: { cart, order } }: Facts): PaymentDecision | null {
  const reason = because("placed_before_bank_decides")
  if (order) {
    return { kind: "authorize_session", reason }
  }
  return cart && { kind: "complete_cart", cartId: cart.id, reason }
}

/** The order stays; Medusa must not show money that will not come. */
export const refusedByBank: Rule = (facts) => {
  const { medusa, request, stripe } = facts
  if (!isRefusedByBank(stripe) || !wasPlacedAtOnce(stripe, medusa)) {
    return null
  }
  const isCanceled = medusa.order?.isCanceled === true
  const reason = explainRefusal(stripe, isCanceled)
  if (medusa.payment?.isCanceled === false) {
    return { kind: "cancel_medusa_payment", reason }
  }
  if (request) {
    return { kind: "reject_request", operationId: request.operationId, reason }
  }
  const status = isCanceled ? null : writeOrderStatus(facts)
  return status ?? { kind: "in_sync", reason }
}

function explainRefusal(stripe: StripePayment, isCanceled: boolean): Reason {
  if (readPaymentState(stripe) === "expired") {
    return because("payment_canceled_before_bank_decided")
  }
  const message = stripe.paymentIntent?.lastError ?? "Stripe gives no reason"
  return isCanceled
    ? because("payment_failed", { message })
    : because("money_refused", { message })
}

/** A release cannot be carried out: Stripe cannot stop what the bank is deciding. */
export const requestWhilePending: Rule = ({ medusa, request, stripe }) => {
  if (!request || !isPending({ medusa, stripe })) {
    return null
  }
  const { kind, operationId } = request
  if (medusa.order?.isCanceled) {
    const reason = because("pending_for_canceled_order")
    return { kind: "reject_request", operationId, reason }
  }
  return kind === "release"
    ? {
        kind: "reject_request",
        operationId,
        reason: because("not_releasable_while_pending"),
      }
    : null
}

/** Last of all: only the bank can change anything, and a capture has nothing to do yet. */
export const waitsForBank: Rule = ({ medusa, request, stripe }) => {
  if (!isPending({ medusa, stripe })) {
    return null
  }
  const code = medusa.order?.isCanceled
    ? "pending_for_canceled_order"
    : describeWaiting(request)
  return { kind: "recheck_later", reason: because(code) }
}

function describeWaiting(
  request: Facts["request"]
): "capture_waits_for_bank" | "money_pending" {
  return request ? "capture_waits_for_bank" : "money_pending"
}

function isPending({
  medusa,
  stripe,
}: Pick<Facts, "medusa" | "stripe">): boolean {
  return isPendingAtBank(stripe) && wasPlacedAtOnce(stripe, medusa)
}
