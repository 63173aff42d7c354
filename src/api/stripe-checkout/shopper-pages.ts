/**
 * The pages that a shopper sees when a pay link cannot lead to Stripe now, and after
 * Stripe where the storefront has no page for it.
 */

import type { CheckoutRefusal } from "../../workflows/checkout/refusals"
import type { Page } from "./html-page"
import { REFUSAL_STATUS } from "./http"
import type { ReturnDecision } from "./return/decide-return"

export interface PageLinks {
  /** The store. */
  readonly storefront: string
  /** The pay link itself. */
  readonly again: string
}

export function checkoutErrorPage(
  refusal: CheckoutRefusal,
  links: PageLinks
): Page {
  const { kind } = refusal
  // For a shopper this is not a failure.
  const status = kind === "already_paid" ? 200 : REFUSAL_STATUS[kind]
  return { status, ...explain(refusal, links) }
}

function explain(
  { kind, message }: CheckoutRefusal,
  links: PageLinks
): Omit<Page, "status"> {
  const toStore = { href: links.storefront, label: "Back to the store" }
  const again = { href: links.again, label: "Try again" }
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
        text: "There is nothing left to pay here. Your order confirmation is on its way.",
        link: toStore,
      }
    case "canceled":
      return {
        title: "This payment was canceled",
        text: "No money was taken. Go back to the store to start a new payment.",
        link: toStore,
      }
    case "order_canceled":
      return {
        title: "This order was canceled",
        text: "There is nothing left to pay for it, and no money can be taken here any more. Please contact the store if you did not expect this.",
        link: toStore,
      }
    case "link_closed":
      return {
        title: "This payment link is no longer valid",
        text: "The order has changed since the link was created, so this amount is not requested any more. No money was taken. If you still owe something, the store can send you a new link.",
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
        text: "Your cart is empty, or no delivery option was chosen. Go back to the store to complete your order. No money was taken.",
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
        text: "Your payment is being prepared. This page continues by itself.",
        refresh: { seconds: 3, href: links.again },
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
        text: "Your cart is safe. Please try again in a moment. If you have paid already, do not pay a second time: the order confirmation will reach you by e-mail.",
        link: again,
      }
    case "stripe_refused":
      return {
        title: "This payment could not be started",
        text: "The payment service did not accept it. No money was taken. Please contact the store.",
        link: toStore,
      }
  }
}

export interface ReturnLinks {
  readonly storefront: string
  /** The URL of the next attempt; absent after many attempts. */
  readonly again?: string | undefined
}

export function returnPage(
  kind: ReturnDecision["kind"] | "unknown",
  links: ReturnLinks
): Page {
  const toStore = { href: links.storefront, label: "Back to the store" }
  switch (kind) {
    case "confirmed":
    case "paid":
      return {
        status: 200,
        title: "Thank you, this has been paid",
        text: "You will receive the order confirmation by e-mail.",
        link: toStore,
      }
    case "released":
      return {
        status: 200,
        title: "This payment was released",
        text: "The money that was set aside for this order has been released. Your bank may take a few days to show it.",
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
      return heldUpPage(links)
    case "recheck_later":
      return waitingPage(links)
    case "unknown":
      return {
        status: 404,
        title: "This payment is not known",
        text: "Go back to the store. If you have paid, you will receive the order confirmation by e-mail.",
        link: toStore,
      }
  }
}

/** The payment has not failed, but there is no order yet. */
function heldUpPage({ again, storefront }: ReturnLinks): Page {
  return {
    status: 200,
    title: "You have paid, but your order could not be placed yet",
    text: "Something in it may have sold out in the meantime. The store keeps trying; please do not pay a second time. Once the order is placed, you will receive its confirmation by e-mail. If it cannot be placed, the money that is set aside will be released.",
    link: { href: storefront, label: "Back to the store" },
    ...(again ? { refresh: { seconds: 10, href: again } } : {}),
  }
}

function waitingPage({ again, storefront }: ReturnLinks): Page {
  if (again) {
    return {
      status: 200,
      title: "We are confirming your payment",
      text: "This takes a moment. The page continues by itself; please do not pay a second time.",
      refresh: { seconds: 3, href: again },
    }
  }
  return {
    status: 200,
    title: "Your payment is still being confirmed",
    text: "You do not have to wait here. Please do not pay again: once the payment is confirmed, you will receive the order confirmation by e-mail.",
    link: { href: storefront, label: "Back to the store" },
  }
}
