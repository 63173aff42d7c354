/**
 * A payment of what an order still owes, which has no cart: does it still fit what is
 * owed? What no longer fits is closed before it can be paid. Money that comes all the
 * same is bound again where the order owes exactly that amount, and otherwise released.
 * Captured money is bound where the order owes at least as much, and needs manual review
 * otherwise.
 */
import { dueAmount } from "../../payment-links/link-terms"
import { because, type Reason, withCause } from "../../reasons/reason"
import type { Facts, PaymentDecision, Rule } from "../decision"
import type { PaymentLink } from "../medusa-payment"
import { hasLapsed, readPaymentState } from "../payment-state"
import { refundForCanceledOrder } from "./canceled-order"
import { isRefunded, leaveToManualReview } from "./money-without-order"
import { answerEndedHold } from "./with-order"

export const paymentLink: Rule = (facts) => {
  const { paymentLink: link } = facts.medusa
  if (!link) {
    return null
  }
  switch (readPaymentState(facts.stripe)) {
    case "awaiting_customer":
    case "expired":
    case "failed":
      return unpaidLink(facts, link)
    case "authorized":
      return heldOnLink(facts, link)
    case "captured":
      return capturedOnLink(facts, link)
    case "canceled":
      return endedLink(facts)
    case "processing":
    case "unrecognized":
      return null
  }
}

function unpaidLink(facts: Facts, link: PaymentLink): PaymentDecision | null {
  const { medusa, stripe } = facts
  const { checkoutSession } = stripe
  if (checkoutSession?.status === "open") {
    const amount = checkoutSession.amountTotal ?? medusa.amount
    if (isStillRequested(facts, link, amount)) {
      return remind(facts, link)
    }
    return {
      kind: isOnlyCollectionChanged(facts, link, amount)
        ? "update_payment_link"
        : "expire_checkout_session",
      reason: explainClosing(facts, link),
    }
  }
  return isOutdated(facts, link)
    ? { kind: "update_payment_link", reason: explainClosing(facts, link) }
    : remind(facts, link)
}

/** Core makes a collection request everything after an edit; a chosen part stays what it is. */
function isOnlyCollectionChanged(
  facts: Facts,
  link: PaymentLink,
  amount: number
): boolean {
  const { chosen = null, requested } = link
  const due = dueOf(link)
  return (
    chosen !== null &&
    requested !== due &&
    amount === due &&
    isStillRequested(facts, { ...link, requested: due }, amount)
  )
}

/** Of what can still be paid. */
function remind({ medusa }: Facts, link: PaymentLink): PaymentDecision | null {
  const isPayable =
    link.followsBalance &&
    !link.hasExpired &&
    medusa.order?.isCanceled === false &&
    dueOf(link) > 0
  return link.isReminderDue && isPayable
    ? {
        kind: "remind_of_payment_link",
        reason: because("payment_link_reminder", {
          amount: dueOf(link),
          currency_code: medusa.currencyCode,
        }),
      }
    : null
}

function dueOf({ chosen = null, missing }: PaymentLink): number {
  return dueAmount({ amount: chosen }, missing)
}

/** Only a payment link's own collection follows the balance; others are somebody's. */
function isOutdated({ medusa }: Facts, link: PaymentLink): boolean {
  const { followsBalance, requested } = link
  if (!followsBalance || requested === null || medusa.order?.isCanceled) {
    return false
  }
  const due = dueOf(link)
  return requested !== due || medusa.paymentSession?.amount !== due
}

function isStillRequested(
  facts: Facts,
  link: PaymentLink,
  amount: number
): boolean {
  return (
    facts.medusa.order?.isCanceled === false &&
    !link.hasExpired &&
    fits(facts, link, amount) &&
    (!link.followsBalance || amount === dueOf(link))
  )
}

/** The payment session and its collection request this amount, and it is still owed. */
function fits({ medusa }: Facts, link: PaymentLink, amount: number): boolean {
  return (
    !medusa.releaseRequested &&
    medusa.paymentSession?.amount === amount &&
    link.requested === amount &&
    amount <= link.missing
  )
}

function explainClosing({ medusa }: Facts, link: PaymentLink): Reason {
  if (medusa.order?.isCanceled) {
    return because("link_of_canceled_order")
  }
  return link.hasExpired
    ? because("link_expired")
    : because("link_outdated", {
        missing: dueOf(link),
        currency_code: medusa.currencyCode,
      })
}

/** A canceled order's hold is released by another rule. */
function heldOnLink(facts: Facts, link: PaymentLink): PaymentDecision | null {
  const { medusa, stripe } = facts
  const paid = stripe.paymentIntent?.amount ?? 0
  if (medusa.order?.isCanceled || fits(facts, link, paid)) {
    return null
  }
  return (
    bindAgain(facts, isStillOwed(link, paid)) ?? {
      kind: "release_without_order",
      operationId: null,
      reason: explainMisfit(facts, link, paid),
    }
  )
}

function capturedOnLink(
  facts: Facts,
  link: PaymentLink
): PaymentDecision | null {
  const { medusa, stripe } = facts
  const { amount = 0, amountReceived = 0 } = stripe.paymentIntent ?? {}
  if (medusa.order?.isCanceled) {
    return (
      refundForCanceledOrder(facts) ??
      leaveToManualReview(
        stripe,
        because("captured_for_canceled_order", {
          amount: amountReceived,
          currency_code: medusa.currencyCode,
        })
      )
    )
  }
  if (isRefunded(stripe)) {
    return { kind: "in_sync", reason: because("refunded_without_order") }
  }
  if (fits(facts, link, amount)) {
    return null
  }
  // A bank debit takes days, in which the order's total may have risen.
  return (
    bindAgain(facts, amount <= link.missing) ??
    leaveToManualReview(
      stripe,
      withCause(
        "captured_without_order",
        explainMisfit(facts, link, amount),
        {}
      )
    )
  )
}

/** A part that was requested and paid stays one while another is requested. */
function isStillOwed({ chosen = null, missing }: PaymentLink, paid: number) {
  return chosen === null ? paid === missing : paid <= missing
}

function bindAgain(
  { medusa, stripe }: Facts,
  isOwed: boolean
): PaymentDecision | null {
  const isUntouched = (stripe.paymentIntent?.amountRefunded ?? 0) === 0
  return isOwed && isUntouched && !medusa.releaseRequested
    ? {
        kind: "rebind_payment_session",
        reason: because("paid_on_closed_link"),
      }
    : null
}

function explainMisfit(
  { medusa }: Facts,
  { missing }: PaymentLink,
  paid: number
): Reason {
  return because("link_paid_too_late", {
    paid,
    missing,
    currency_code: medusa.currencyCode,
  })
}

/** The order's own hold is not concerned, so its status is not either. */
function endedLink({ stripe, request }: Facts): PaymentDecision {
  const reason = hasLapsed(stripe)
    ? because("authorization_lapsed")
    : because("authorization_released")
  return request
    ? answerEndedHold(request, reason)
    : { kind: "in_sync", reason }
}
