/**
 * What the shopper is about to pay for: Medusa's result, told to Stripe as it is.
 * Amounts in minor units.
 */
import { createHash } from "node:crypto"

export interface PurchaseLine {
  readonly name: string
  readonly quantity: number
  readonly unitAmount: number
}

export interface Purchase {
  readonly paymentSessionId: string
  readonly account: string
  readonly cartId: string | null
  readonly currencyCode: string
  readonly amount: number
  readonly lines: readonly PurchaseLine[]
  readonly email: string | null
  readonly customerId: string | null
  readonly locale: string | null
  readonly countryCode: string | null
}

/**
 * Equal fingerprints mean that an open Checkout Session still shows and charges
 * what the cart says, for the same person. A hash, because
 * an e-mail address must not rest in our tables.
 */
export function purchaseFingerprint(purchase: Purchase): string {
  const relevant = [
    purchase.currencyCode,
    purchase.amount,
    purchase.lines.map((line) => [line.name, line.quantity, line.unitAmount]),
    purchase.email,
    purchase.customerId,
  ]
  return createHash("sha256").update(JSON.stringify(relevant)).digest("hex")
}
