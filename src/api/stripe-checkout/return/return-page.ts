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
    case "wait":
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
function heldUpPage({ again, storefront }: ReturnWays): Page {
  return {
    status: 200,
    title: "You have paid, but your order could not be placed yet",
    text: "Something in it may have sold out meanwhile. The store is trying again; please do not pay a second time. As soon as the order is placed, its confirmation reaches you by e-mail. If it cannot be placed, the money that is set aside goes back to you.",
    link: { href: storefront, label: "Back to the store" },
    ...(again ? { refresh: { seconds: 10, href: again } } : {}),
  }
}

function waitingPage({ again, storefront }: ReturnWays): Page {
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
