"use client"

import { useSearchParams } from "next/navigation"

const NOTICES: Readonly<Record<string, string>> = {
  canceled: "You came back without paying. No money was taken.",
  not_paid: "This has not been paid yet. You can try again.",
  expired: "The payment page expired. Please start the payment again.",
  failed: "Your bank refused the payment. Please pay again.",
  released:
    "This payment was called off, and the money set aside for it is released. Please check your cart and pay again.",
}

/** For the page at `storefrontPaths.payment`. */
export function PaymentNotice() {
  const notice = NOTICES[useSearchParams().get("reason") ?? ""]
  return <p role="status">{notice}</p>
}
