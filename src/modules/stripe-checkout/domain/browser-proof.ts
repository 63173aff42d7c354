/**
 * Which browser followed the pay link?
 *
 * The address of the return page travels through Stripe and can be shared, and
 * Medusa gives an order to whoever knows its id. So only a browser that opened the
 * payment itself is told the id. Stateless: the cookie is a keyed hash.
 */
import { createHmac, timingSafeEqual } from "node:crypto"

export function browserCookieName(paymentSessionId: string): string {
  return `stripe_checkout_${paymentSessionId}`
}

export function browserProof(secret: string, paymentSessionId: string): string {
  return createHmac("sha256", secret)
    .update(`stripe-checkout browser ${paymentSessionId}`)
    .digest("base64url")
}

export function isBrowserProof(
  given: unknown,
  secret: string,
  paymentSessionId: string
): boolean {
  if (typeof given !== "string") {
    return false
  }
  const expected = Buffer.from(browserProof(secret, paymentSessionId))
  const actual = Buffer.from(given)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
