/** Why the shopper is back from Stripe without an order, in words for the shopper. The plugin puts the reason into the address. */
const REASONS = {
  canceled: [
    "You left the payment page",
    "Nothing was charged, and your cart is as it was. You can pay whenever you like.",
  ],
  not_paid: [
    "The payment was not completed",
    "No money was taken. Try again, perhaps with another card.",
  ],
  expired: [
    "The payment page ran out",
    "It was open for too long. Nothing was charged; a new one opens when you try again.",
  ],
  released: [
    "The payment was called off",
    "The money that was held is free again, and nothing was charged. You can pay anew.",
  ],
}

const UNKNOWN = [
  "This has not been paid yet",
  "No order was placed. Your cart is as it was, and you can try again.",
]

/** Null where the shopper comes from somewhere else. */
export function whyBack() {
  const reason = new URLSearchParams(location.search).get("reason")
  if (reason === null) return null
  const [title, text] = REASONS[reason] ?? UNKNOWN
  return { title, text }
}
