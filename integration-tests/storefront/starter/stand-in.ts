/**
 * Our own storefront modeled on Medusa's Next.js starter: the same files, names and
 * types where the plugin's additions touch it, and nothing else.
 */
export const STAND_IN: Readonly<Record<string, string>> = {
  "src/lib/constants.tsx": `
import { CreditCard } from "@medusajs/icons"
import React from "react"

export const paymentInfoMap: Record<string, { title: string; icon: React.JSX.Element }> = {
  pp_system_default: {
    title: "By hand",
    icon: <CreditCard />,
  },
}

export const isManual = (id?: string) => id?.startsWith("pp_system_default")
`,
  "src/modules/checkout/components/payment-button/index.tsx": `
"use client"

import { isManual } from "@lib/constants"
import { HttpTypes } from "@medusajs/types"
import { Button } from "@modules/common/components/ui"
import ErrorMessage from "../error-message"

const PaymentButton = ({
  cart,
  "data-testid": dataTestId,
}: {
  cart: HttpTypes.StoreCart
  "data-testid": string
}) => {
  const notReady = !cart.email
  const paymentSession = cart.payment_collection?.payment_sessions?.[0]

  switch (true) {
    case isManual(paymentSession?.provider_id):
      return <ByHand notReady={notReady} data-testid={dataTestId} />
    default:
      return <Button disabled>Choose how to pay</Button>
  }
}

const ByHand = ({ notReady }: { notReady: boolean; "data-testid": string }) => (
  <>
    <Button disabled={notReady}>Order</Button>
    <ErrorMessage error={null} />
  </>
)

export default PaymentButton
`,
  "src/modules/checkout/components/payment/index.tsx": `
"use client"
import ErrorMessage from "@modules/checkout/components/error-message"
import { useState } from "react"

const Payment = () => {
  const [error] = useState<string | null>(null)
  return (
    <div>
      <div>
        <ErrorMessage
          error={error}
          data-testid="payment-method-error-message"
        />
      </div>
    </div>
  )
}

export default Payment
`,
  "src/modules/checkout/components/error-message/index.tsx": `
const ErrorMessage = ({
  error,
  "data-testid": testId,
}: {
  error?: string | null
  "data-testid"?: string
}) => <p data-testid={testId}>{error}</p>

export default ErrorMessage
`,
  "src/modules/common/components/ui/index.tsx": `
import React from "react"

export const Button = ({
  isLoading,
  size,
  ...rest
}: React.ButtonHTMLAttributes<HTMLButtonElement> & {
  isLoading?: boolean
  size?: string
}) => <button {...rest} disabled={isLoading} data-size={size} />
`,
  "src/lib/config.ts": `
import Medusa from "@medusajs/js-sdk"

export const sdk = new Medusa({ baseUrl: "http://localhost:9000" })
`,
  "src/lib/data/cookies.ts": `
export const getCartId = async (): Promise<string | undefined> => undefined
export const removeCartId = async (): Promise<void> => {}
export const getCacheTag = async (tag: string): Promise<string> => tag
`,
  "next.d.ts": `
declare module "next/cache" {
  export function revalidateTag(tag: string, profile: string | { expire?: number }): undefined
}
declare module "next/navigation" {
  export function useSearchParams(): URLSearchParams
}
declare module "next/server" {
  export interface NextRequest extends Request {
    readonly nextUrl: URL
  }
}
`,
}
