/**
 * The requests and responses of the pay and return routes. No response may be cached,
 * indexed by a search engine, framed by another site or leaked as a referrer.
 */

import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import {
  type CheckoutRefusalReason,
  checkoutRefusal,
} from "../../workflows/checkout/refusals"
import { securityPolicy } from "./html-page"

/** 303, so that the next request is a GET, whatever this one was. */
export function redirect(res: MedusaResponse, location: string): void {
  setPrivacyHeaders(res)
  res.setHeader("Location", location)
  res.status(303).end()
}

/** For prefetches: nothing is opened, nothing is shown. */
export function sendNoContent(res: MedusaResponse): void {
  setPrivacyHeaders(res)
  res.status(204).end()
}

/** @param contentSecurityPolicy by default one that allows nothing */
export function setPrivacyHeaders(
  res: MedusaResponse,
  contentSecurityPolicy = securityPolicy()
): void {
  res.setHeader("Cache-Control", "no-store")
  res.setHeader("Referrer-Policy", "no-referrer")
  res.setHeader("X-Robots-Tag", "noindex")
  res.setHeader("Content-Security-Policy", contentSecurityPolicy)
}

/** The characters of Medusa's and Stripe's ids. Postgres rejects some others. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[\w-]{1,255}$/.test(value)
}

/** The newest is `sec-purpose`; older browsers, and Safari's previews, send the others. */
const PURPOSE_HEADERS = ["sec-purpose", "purpose", "x-purpose", "x-moz"]

/**
 * Browsers, mail scanners and messengers fetch links before anybody clicks them. That must
 * not open a Checkout Session.
 */
export function isPrefetch(req: MedusaRequest): boolean {
  const { rsc, "next-router-prefetch": router } = req.headers
  const purposes = PURPOSE_HEADERS.map((name) =>
    String(req.headers[name] ?? "")
  )
  return (
    req.method === "HEAD" ||
    // Next.js prefetches a client-side link when it scrolls into view. It also sends rsc
    // on a click, which it could not follow to Stripe anyway.
    rsc !== undefined ||
    router !== undefined ||
    purposes.some((purpose) => /prefetch|prerender|preview/i.test(purpose))
  )
}

/** The HTTP status for each reason why a payment cannot be opened now. */
export const REFUSAL_STATUS: Readonly<Record<CheckoutRefusalReason, number>> = {
  unknown: 404,
  already_paid: 409,
  canceled: 410,
  order_canceled: 410,
  link_closed: 410,
  link_expired: 410,
  amount_changed: 409,
  not_ready: 409,
  nothing_to_pay: 409,
  amount_too_small: 422,
  amount_too_large: 422,
  busy: 503,
  too_many_attempts: 429,
  stripe_unavailable: 503,
  stripe_refused: 502,
}

/** @throws MedusaError `MedusaError.Types.NOT_FOUND` for what cannot be an id; no table is read for it. */
export function requirePaymentSessionId(req: MedusaRequest): string {
  const id = req.params["payment_session_id"]
  if (!isId(id)) {
    throw checkoutRefusal("unknown")
  }
  return id
}
