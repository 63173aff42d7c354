"use client"

import { useEffect } from "react"

import { forgetCart, readCartId } from "@/lib/medusa"

/**
 * For the page at `storefrontPaths.confirmed`, with `cart_id={cart_id}` in its URL.
 * A cart started in another tab in the meantime is kept.
 */
export function ForgetPaidCart({ paidCartId }: { paidCartId: string }) {
  useEffect(() => {
    if (readCartId() === paidCartId) {
      forgetCart()
    }
  }, [paidCartId])
  return null
}
