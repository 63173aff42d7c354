/**
 * What the shopper reads when a pay link cannot lead to Stripe now.
 */
import type { Refusal } from "../../../workflows/steps/refuse-payment"
import type { Page } from "../page"
import { REFUSAL_STATUS } from "../refusal-status"

export interface WaysOn {
  /** The store. */
  readonly storefront: string
  /** This very link. */
  readonly again: string
}

export function refusalPage(refusal: Refusal, ways: WaysOn): Page {
  const { kind } = refusal
  // For a person this is no failure.
  const status = kind === "already_paid" ? 200 : REFUSAL_STATUS[kind]
  return { status, ...explain(refusal, ways) }
}

function explain(
  { kind, message }: Refusal,
  ways: WaysOn
): Omit<Page, "status"> {
  const toStore = { href: ways.storefront, label: "Back to the store" }
  const again = { href: ways.again, label: "Try again" }
  switch (kind) {
    case "unknown":
      return {
        title: "This payment link is not known",
        text: "Check that the address is complete, or go back to the store and start the payment again.",
        link: toStore,
      }
    case "already_paid":
      return {
        title: "This has already been paid",
        text: "There is nothing left to pay. Your order confirmation is on its way.",
        link: toStore,
      }
    case "canceled":
      return {
        title: "This payment was canceled",
        text: "No money was taken. Go back to the store to start a new payment.",
        link: toStore,
      }
    case "amount_changed":
      return {
        title: "Your cart has changed",
        text: "The amount has changed since this payment was started. Go back to the store and continue to payment again. No money was taken.",
        link: toStore,
      }
    case "not_ready":
      return {
        title: "Your order is not complete yet",
        text: "Your cart is empty, or no delivery method was chosen. Go back to the store to complete your order. No money was taken.",
        link: toStore,
      }
    case "nothing_to_pay":
      return {
        title: "There is nothing to pay",
        text: "Go back to the store and finish your order there.",
        link: toStore,
      }
    case "amount_too_small":
    case "amount_too_large":
      return {
        title: "This amount cannot be paid here",
        text: `${message} Your cart is safe and no money was taken. Go back to the store to change your cart or to choose another payment method.`,
        link: toStore,
      }
    case "busy":
      return {
        title: "One moment, please",
        text: "Your payment is being prepared. You will be redirected automatically.",
        refresh: { seconds: 3, href: ways.again },
      }
    case "too_many_attempts":
      return {
        title: "This payment was started too many times",
        text: "Go back to the store and start a new payment. No money was taken.",
        link: toStore,
      }
    case "stripe_unavailable":
      return {
        title: "The payment page is not available right now",
        text: "Your cart is safe and no money was taken. Please try again in a moment.",
        link: again,
      }
    case "stripe_refused":
      return {
        title: "This payment could not be started",
        text: "The payment service rejected it. No money was taken. Please contact the store.",
        link: toStore,
      }
  }
}
