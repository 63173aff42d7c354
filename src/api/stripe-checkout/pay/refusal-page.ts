/**
 * What the shopper reads when a pay link cannot lead to Stripe now.
 */
import type { PaymentRefusal } from "../../../workflows/steps/refuse-payment"
import type { Page } from "../page"

export interface WaysOn {
  /** The store. */
  readonly storefront: string
  /** This very link. */
  readonly again: string
}

export function refusalPage(refusal: PaymentRefusal, ways: WaysOn): Page {
  const toStore = { href: ways.storefront, label: "Back to the store" }
  const again = { href: ways.again, label: "Try again" }
  switch (refusal) {
    case "unknown":
      return {
        status: 404,
        title: "This payment link is not known",
        text: "Check that the address is complete, or go back to the store and start the payment again.",
        link: toStore,
      }
    case "already_paid":
      return {
        status: 200,
        title: "This has already been paid",
        text: "There is nothing left to pay here. Your order confirmation is on its way to you.",
        link: toStore,
      }
    case "canceled":
      return {
        status: 410,
        title: "This payment was canceled",
        text: "No money was taken. Go back to the store to start a new payment.",
        link: toStore,
      }
    case "amount_changed":
      return {
        status: 409,
        title: "Your cart has changed",
        text: "The amount is no longer the one that this payment was started for. Go back to the store and continue to payment again. No money was taken.",
        link: toStore,
      }
    case "busy":
      return {
        status: 503,
        title: "One moment, please",
        text: "Your payment is being prepared. This page goes on by itself.",
        refresh: { seconds: 3, href: ways.again },
      }
    case "too_many_attempts":
      return {
        status: 429,
        title: "This payment was started too often",
        text: "Go back to the store and start a new payment. No money was taken.",
        link: toStore,
      }
    case "stripe_unavailable":
      return {
        status: 503,
        title: "The payment page cannot be reached right now",
        text: "Your cart is safe and no money was taken. Please try again in a moment.",
        link: again,
      }
    case "stripe_refused":
      return {
        status: 502,
        title: "This payment could not be started",
        text: "The payment service does not accept it as it is. No money was taken. Please contact the store.",
        link: toStore,
      }
  }
}
