/**
 * Which browser is paying? The one that followed the pay link has a cookie for it.
 *
 * The URL of the return page passes through Stripe and can be shared, and Medusa returns
 * an order to anyone who knows its id. So only a browser that opened the payment itself
 * learns the id. Stateless: the cookie is a keyed hash.
 */

import { createHmac, timingSafeEqual } from "node:crypto"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { joinUrl } from "../../modules/stripe-checkout/domain/urls"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { resolveModule } from "../../workflows/support/module"

/** Long enough for the longest Checkout Session and a slow return. */
const COOKIE_SECONDS = 2 * 24 * 60 * 60

/** The return page, and the route where storefronts read the payment's state. */
const PATHS = ["stripe-checkout", "store/stripe-checkout"]

export async function setPayerCookie(
  req: MedusaRequest,
  res: MedusaResponse,
  paymentSessionId: string
): Promise<void> {
  const module = resolveModule(req.scope)
  const row = await module.payments.findBy(
    "payment_session_id",
    paymentSessionId
  )
  const account = row && module.accounts.find(row.stripe_account)
  if (!account) {
    return
  }
  const { apiKey } = account.gateway.account
  for (const path of PATHS) {
    const address = new URL(joinUrl(module.options.backendUrl, path))
    res.cookie(
      browserCookieName(paymentSessionId),
      payerToken(apiKey, paymentSessionId),
      {
        httpOnly: true,
        // Browsers drop secure cookies that come over plain http, which local stores use.
        secure: address.protocol === "https:",
        sameSite: "lax",
        path: address.pathname,
        maxAge: COOKIE_SECONDS * 1000,
      }
    )
  }
}

export function isPayingBrowser(req: MedusaRequest, row: PaymentRow): boolean {
  const cookies = (req as { cookies?: Record<string, unknown> }).cookies ?? {}
  const account = resolveModule(req.scope).accounts.find(row.stripe_account)
  // The cookie is for the session that the browser opened, not for its replacement.
  const ids = [row.payment_session_id, row.replaces_payment_session_id].flatMap(
    (id) => id ?? []
  )
  return (
    account !== undefined &&
    ids.some((id) =>
      isBrowserProof(
        cookies[browserCookieName(id)],
        account.gateway.account.apiKey,
        id
      )
    )
  )
}

export function browserCookieName(paymentSessionId: string): string {
  return `stripe_checkout_${paymentSessionId}`
}

export function payerToken(secret: string, paymentSessionId: string): string {
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
  const expected = Buffer.from(payerToken(secret, paymentSessionId))
  const actual = Buffer.from(given)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
