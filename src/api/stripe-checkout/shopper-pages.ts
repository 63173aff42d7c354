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
        text: "There is nothing left to pay here. Your order confirmation is on its way to you.",
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
        text: "The amount is no longer the one that this payment was started for. Go back to the store and continue to payment again. No money was taken.",
        link: toStore,
      }
    case "not_ready":
      return {
        title: "Your order is not complete yet",
        text: "Your cart is empty, or no delivery was chosen. Go back to the store to complete it. No money was taken.",
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
        text: `${message} Your cart is safe and no money was taken. Go back to the store to change it or to pay in another way.`,
        link: toStore,
      }
    case "busy":
      return {
        title: "One moment, please",
        text: "Your payment is being prepared. This page goes on by itself.",
        refresh: { seconds: 3, href: ways.again },
      }
    case "too_many_attempts":
      return {
        title: "This payment was started too often",
        text: "Go back to the store and start a new payment. No money was taken.",
        link: toStore,
      }
    case "stripe_unavailable":
      return {
        title: "The payment page cannot be reached right now",
        text: "Your cart is safe and no money was taken. Please try again in a moment.",
        link: again,
      }
    case "stripe_refused":
      return {
        title: "This payment could not be started",
        text: "The payment service does not accept it as it is. No money was taken. Please contact the store.",
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
        text: "The order confirmation is on its way by e-mail.",
        link: toStore,
      }
    case "released":
      return {
        status: 200,
        title: "This payment was given back",
        text: "The money that was set aside for this order is released again. Your bank may take a few days to show it.",
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
        text: "Go back to the store. If you have paid, the order confirmation reaches you by e-mail.",
        link: toStore,
      }
  }
}

/** The truth: neither a failure of the payment nor an order yet. */
function heldUpPage({ again, storefront }: ReturnLinks): Page {
  return {
    status: 200,
    title: "You have paid, but your order could not be placed yet",
    text: "Something in it may have sold out meanwhile. The store is trying again; please do not pay a second time. As soon as the order is placed, its confirmation reaches you by e-mail. If it cannot be placed, the money that is set aside goes back to you.",
    link: { href: storefront, label: "Back to the store" },
    ...(again ? { refresh: { seconds: 10, href: again } } : {}),
  }
}

function waitingPage({ again, storefront }: ReturnLinks): Page {
  if (again) {
    return {
      status: 200,
      title: "We are confirming your payment",
      text: "This takes a moment. The page goes on by itself; please do not pay a second time.",
      refresh: { seconds: 3, href: again },
    }
  }
  return {
    status: 200,
    title: "Your payment is still being confirmed",
    text: "You need not wait here and must not pay again: as soon as it is confirmed, the order confirmation reaches you by e-mail.",
    link: { href: storefront, label: "Back to the store" },
  }
}
