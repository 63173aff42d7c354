/**
 * What a shopper reads after Stripe, where the storefront has no page for it.
 */
import type { Page } from "../page"
import type { ReturnDecision } from "./decide-return"

export interface ReturnWays {
  readonly storefront: string
  /** The address to look again; absent after many tries. */
  readonly again?: string | undefined
}

export function returnPage(
  kind: ReturnDecision["kind"] | "unknown",
  ways: ReturnWays
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
    case "wait":
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
function heldUpPage({ again, storefront }: ReturnWays): Page {
  return {
    status: 200,
    title: "You have paid, but your order could not be placed yet",
    text: "An item may have sold out in the meantime. The store is trying again; please do not pay a second time. You will receive a confirmation by e-mail as soon as the order is placed. If it cannot be placed, you will get your money back.",
    link: { href: storefront, label: "Back to the store" },
    ...(again ? { refresh: { seconds: 10, href: again } } : {}),
  }
}

function waitingPage({ again, storefront }: ReturnWays): Page {
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
