"use client"

import { HttpTypes } from "@medusajs/types"
import { Button } from "@modules/common/components/ui"
import { useEffect, useState } from "react"

/** Navigates to Stripe. The order is placed after the payment there, not here. */
const StripeCheckoutButton = ({
  session,
  notReady,
  "data-testid": dataTestId,
}: {
  session?: HttpTypes.StorePaymentSession
  notReady: boolean
  "data-testid"?: string
}) => {
  const [isLeaving, setIsLeaving] = useState(false)
  const payLink = session?.data?.url

  // The back button may restore this page exactly as the shopper left it.
  useEffect(() => {
    const wakeUp = () => setIsLeaving(false)
    window.addEventListener("pageshow", wakeUp)
    return () => window.removeEventListener("pageshow", wakeUp)
  }, [])

  const pay = () => {
    setIsLeaving(true)
    window.location.assign(String(payLink))
  }

  return (
    <Button
      disabled={notReady || !payLink}
      isLoading={isLeaving}
      onClick={pay}
      size="large"
      data-testid={dataTestId}
    >
      Continue to payment
    </Button>
  )
}

export default StripeCheckoutButton
