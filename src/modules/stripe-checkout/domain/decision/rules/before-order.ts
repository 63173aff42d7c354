/**
 * What to do while there is no order: nothing is paid, or money waits for its order.
 */
import { because, type Reason } from "../../reasons/reason"
import type { Rule } from "../decision"
import {
  isPendingAtBank,
  isRefusedByBank,
  wasPlacedAtOnce,
} from "../delayed-payment"
import type { MedusaPayment } from "../medusa-payment"
import {
  type PaymentState,
  readPaymentState,
  type StripePayment,
} from "../payment-state"
import { leaveToManualReview } from "./money-without-order"

/** Nothing was paid yet, or never will be. */
export const unpaid: Rule = ({ medusa, stripe, request }) => {
  const reason = readUnpaidReason(stripe)
  // What was placed before the bank decides has rules of its own.
  if (reason === null || isOwnMatter(medusa, stripe)) {
    return null
  }
  if (isForOldCart(medusa, stripe)) {
    return {
      kind: "expire_checkout_session",
      reason: because("checkout_session_outdated"),
    }
  }
  const state = readPaymentState(stripe)
  // A status that we do not know is no answer: what was requested waits.
  if (request && state !== "unrecognized") {
    return { kind: "reject_request", operationId: request.operationId, reason }
  }
  return { kind: isOver(state) ? "in_sync" : "recheck_later", reason }
}

function isOwnMatter(medusa: MedusaPayment, stripe: StripePayment): boolean {
  const isAtBank = isPendingAtBank(stripe) || isRefusedByBank(stripe)
  return isAtBank && wasPlacedAtOnce(stripe, medusa)
}

/** Nothing will change by itself; the pay link opens a new Checkout Session. */
function isOver(state: PaymentState): boolean {
  return state === "expired" || state === "failed"
}

function isForOldCart(
  medusa: MedusaPayment,
  { checkoutSession }: StripePayment
): boolean {
  return (
    checkoutSession?.status === "open" &&
    (!medusa.paymentSession ||
      medusa.isCheckoutSessionOutdated ||
      medusa.isOrderDeleted)
  )
}

function readUnpaidReason(stripe: StripePayment): Reason | null {
  switch (readPaymentState(stripe)) {
    case "awaiting_customer":
      return explainWaiting(stripe)
    case "expired":
      return because("checkout_session_expired")
    case "processing":
      return because("payment_processing")
    case "failed":
      return because("payment_failed", {
        message: stripe.paymentIntent?.lastError ?? "Stripe gives no reason",
      })
    case "unrecognized":
      return explainUnrecognized(stripe)
    case "authorized":
    case "captured":
    case "canceled":
      return null
  }
}

function explainWaiting({ paymentIntent }: StripePayment): Reason {
  return paymentIntent?.lastError
    ? because("payment_attempt_failed", { message: paymentIntent.lastError })
    : because("not_paid")
}

function explainUnrecognized(stripe: StripePayment): Reason {
  const { paymentIntent, checkoutSession } = stripe
  const status = paymentIntent?.status ?? checkoutSession?.status ?? "none"
  return because("unrecognized_status", { status })
}

/** Money is held for an order that no longer needs it. */
export const authorizationWithoutPurpose: Rule = ({ medusa, stripe }) => {
  if (readPaymentState(stripe) !== "authorized") {
    return null
  }
  const reason = whyNotNeeded(medusa)
  return reason && { kind: "release_authorization", operationId: null, reason }
}

function whyNotNeeded(medusa: MedusaPayment): Reason | null {
  if (medusa.order?.isCanceled) {
    return because("released_for_canceled_order")
  }
  if (medusa.isOrderDeleted) {
    return because("released_for_deleted_order")
  }
  return medusa.paidByOtherPayment ? because("held_beside_other_payment") : null
}

/** It had its order, so it never gets a second one. */
export const orderDeleted: Rule = ({ medusa, stripe }) => {
  if (!medusa.isOrderDeleted || readPaymentState(stripe) !== "captured") {
    return null
  }
  // Medusa has the payment: the order was deleted with its money, and that is settled.
  return medusa.payment && !hasPaidSince(medusa, stripe)
    ? { kind: "in_sync", reason: because("order_deleted") }
    : leaveToManualReview(
        stripe,
        because("captured_for_deleted_order", {
          amount: stripe.paymentIntent?.amountReceived ?? 0,
          currency_code: medusa.currencyCode,
        })
      )
}

/** The bank decided after the order had been deleted. */
function hasPaidSince(
  { payment }: MedusaPayment,
  { paymentIntent }: StripePayment
): boolean {
  return (
    paymentIntent?.isPlacedAtOnce === true &&
    paymentIntent.amountReceived > (payment?.captured ?? 0)
  )
}

/** The order is being placed, or was paid by another payment: nothing to place. */
export const orderPaidByOtherPayment: Rule = ({ medusa, stripe }) => {
  if (medusa.order || readPaymentState(stripe) === "canceled") {
    return null
  }
  if (medusa.paidByOtherPayment) {
    return leaveToManualReview(stripe, because("captured_beside_other_payment"))
  }
  return medusa.isCompleting
    ? {
        kind: "recheck_later",
        reason: because("cart_locked"),
      }
    : null
}

/** Held or captured money whose order has still to be placed. */
export const paidWithoutOrder: Rule = (facts) => {
  const { medusa, stripe } = facts
  if (readPaymentState(stripe) === "canceled") {
    return null
  }
  if (medusa.order && medusa.payment) {
    return null
  }
  return (
    prepareOrder(facts) ??
    (medusa.order
      ? { kind: "authorize_session", reason: because("outstanding_paid") }
      : placeOrder(facts))
  )
}

/** What must be repaired before the payment can be authorized. */
export const prepareOrder: Rule = ({ medusa, stripe }) => {
  const isNamedAfterOld =
    medusa.replacesPaymentSessionId !== null &&
    stripe.paymentIntent?.paymentSessionId === medusa.replacesPaymentSessionId
  if (isNamedAfterOld) {
    return {
      kind: "update_payment_intent_metadata",
      reason: because("payment_intent_names_deleted_session"),
    }
  }
  return medusa.payment?.isCanceled
    ? {
        kind: "restore_payment",
        reason: because("placement_canceled_payment"),
      }
    : null
}

const placeOrder: Rule = ({ medusa }) =>
  medusa.cart
    ? {
        kind: "complete_cart",
        cartId: medusa.cart.id,
        reason: because("ready_to_place"),
      }
    : {
        kind: "in_sync",
        requiresManualReview: true,
        reason: because("payment_without_cart"),
      }
