/** Tells the shopper why they are back from Stripe without an order. The plugin adds the reason to the address. */
const REASONS = {
  canceled: [
    "You left the payment page",
    // The cart may have changed meanwhile, in another tab.
    "Nothing was charged. You can pay for what is in your cart whenever you like.",
  ],
  not_paid: [
    "The payment was not completed",
    "Nothing was charged. Please try again, perhaps with another card.",
  ],
  expired: [
    "The payment page expired",
    "It was open for too long, or your cart has changed. Nothing was charged, and a new one opens when you try again.",
  ],
  failed: [
    "Your bank refused the payment",
    "Nothing was charged. Please try again, perhaps with another card.",
  ],
  released: [
    "The payment was canceled",
    "Nothing was charged, and the hold on your money was released. You can pay again.",
  ],
}

const UNKNOWN = [
  "This has not been paid yet",
  "No order was placed, and you can try again.",
]

/** Null if the shopper does not come from Stripe. */
export function returnReason() {
  const reason = new URLSearchParams(location.search).get("reason")
  if (reason === null) return null
  const [title, text] = REASONS[reason] ?? UNKNOWN
  return { title, text }
}
