"use client"

import { useEffect } from "react"

import { forgetCart, readCartId } from "@/lib/medusa"

/**
 * For the page that `storefrontPaths.confirmed` names, with `cart_id={cart_id}` in
 * its address. A cart begun in another tab meanwhile stays.
 */
export function ForgetPaidCart({ paidCartId }: { paidCartId: string }) {
  useEffect(() => {
    if (readCartId() === paidCartId) {
      forgetCart()
    }
  }, [paidCartId])
  return null
}
