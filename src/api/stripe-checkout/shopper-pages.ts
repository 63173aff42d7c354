/**
 * What the shopper reads when a pay link cannot lead to Stripe now.
 */

import type { ActionRefusal } from "../../workflows/checkout/refusals"
import type { Page } from "./html-page"
import { REFUSAL_STATUS } from "./http"
import type { ReturnDecision } from "./return/decide-return"

export interface PageLinks {
  /** The store. */
  readonly storefront: string
  /** This very link. */
  readonly again: string
}

export function checkoutErrorPage(
  refusal: ActionRefusal,
  ways: PageLinks
): Page {
  const { kind } = refusal
  // For a person this is no failure.
  const status = kind === "already_paid" ? 200 : REFUSAL_STATUS[kind]
  return { status, ...explain(refusal, ways) }
}

function explain(
  { kind, message }: ActionRefusal,
  ways: PageLinks
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

// ---- return-page.ts
/*
 * What a shopper reads after Stripe, where the storefront has no page for it.
 */

export interface ReturnLinks {
  readonly storefront: string
  /** The address to look again; absent after many tries. */
  readonly again?: string | undefined
}

export function returnPage(
  kind: ReturnDecision["kind"] | "unknown",
  ways: ReturnLinks
): Page {
  const toStore = { href: ways.storefront, label: "Back to the store" }
  switch (kind) {
    case "confirmed":
    case "paid":
      return {
        status: 200,
        title: "Thank you, this has been paid",
        text: "Your order confirmation is on its way by e-mail.",
        link: toStore,
      }
    case "released":
      return {
        status: 200,
        title: "This payment was canceled",
        text: "Nothing was charged. The hold on your money was released; it may take a few days until your bank shows it.",
        link: toStore,
      }
    case "back":
      return {
        status: 200,
        title: "This has not been paid",
        text: "No money was taken. Go back to the store to try again.",
        link: toStore,
      }
    case "held_up":
      return heldUpPage(ways)
    case "recheck_later":
      return waitingPage(ways)
    case "unknown":
      return {
        status: 404,
        title: "This payment is not known",
        text: "Go back to the store. If you have paid, you will receive your order confirmation by e-mail.",
        link: toStore,
      }
  }
}

/** The truth: neither a failure of the payment nor an order yet. */
function heldUpPage({ again, storefront }: ReturnLinks): Page {
  return {
    status: 200,
    title: "You have paid, but your order could not be placed yet",
    text: "An item may have sold out in the meantime. The store is trying again; please do not pay a second time. You will receive a confirmation by e-mail as soon as the order is placed. If it cannot be placed, you will get your money back.",
    link: { href: storefront, label: "Back to the store" },
    ...(again ? { refresh: { seconds: 10, href: again } } : {}),
  }
}

function waitingPage({ again, storefront }: ReturnLinks): Page {
  if (again) {
    return {
      status: 200,
      title: "We are confirming your payment",
      text: "This takes a moment. You will be redirected automatically; please do not pay a second time.",
      refresh: { seconds: 3, href: again },
    }
  }
  return {
    status: 200,
    title: "Your payment is still being confirmed",
    text: "You do not need to wait here. Please do not pay again: you will receive your order confirmation by e-mail as soon as the payment is confirmed.",
    link: { href: storefront, label: "Back to the store" },
  }
}
