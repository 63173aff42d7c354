"use client"

import { useSearchParams } from "next/navigation"
import ErrorMessage from "../error-message"

const NOTICES: Record<string, string> = {
  canceled: "You came back without paying. No money was taken.",
  not_paid: "This has not been paid yet. You can try again.",
  expired: "The payment page expired. Please start the payment again.",
  failed: "Your bank refused the payment. Please pay again.",
  released:
    "This payment was called off, and the money set aside for it is released. Please check your cart and pay again.",
}

/** Explains why a shopper is back from Stripe without an order. */
const StripeCheckoutNotice = () => (
  <ErrorMessage
    error={NOTICES[useSearchParams().get("reason") ?? ""]}
    data-testid="stripe-checkout-notice"
  />
)

export default StripeCheckoutNotice
