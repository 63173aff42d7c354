"use client"

import { HttpTypes } from "@medusajs/types"
import { Button } from "@modules/common/components/ui"
import { useEffect, useState } from "react"

/** Leads to Stripe's page. The order is placed there and then, not here. */
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

  // The back button may show this very page again, as it was when the shopper left.
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
