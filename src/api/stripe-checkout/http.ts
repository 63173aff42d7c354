/**
 * How the pay and return routes answer. Nothing of it may be kept by a cache, found
 * by a search engine, framed by another site or passed on as a referrer.
 */

import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import {
  type CheckoutErrorReason,
  checkoutError,
} from "../../workflows/checkout/refusals"
import { type Page, renderPage } from "./html-page"

export function sendPage(res: MedusaResponse, page: Page): void {
  setPrivacyHeaders(res)
  res.setHeader("Content-Type", "text/html; charset=utf-8")
  res.status(page.status).send(renderPage(page))
}

/** 303: whatever the request was, the next one is a GET. */
export function redirect(res: MedusaResponse, location: string): void {
  setPrivacyHeaders(res)
  res.setHeader("Location", location)
  res.status(303).end()
}

/** For requests that only look ahead: nothing is opened, nothing is said. */
export function sendNoContent(res: MedusaResponse): void {
  setPrivacyHeaders(res)
  res.status(204).end()
}

function setPrivacyHeaders(res: MedusaResponse): void {
  res.setHeader("Cache-Control", "no-store")
  res.setHeader("Referrer-Policy", "no-referrer")
  res.setHeader("X-Robots-Tag", "noindex")
  res.setHeader(
    "Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
  )
}

/** The characters of Medusa's and Stripe's ids. Postgres refuses some others. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[\w-]{1,255}$/.test(value)
}

/**
 * Browsers, mail scanners and messengers fetch links before anybody clicks them. A
 * payment page must not be opened by that.
 */
export function isPrefetch(req: MedusaRequest): boolean {
  const { rsc, "next-router-prefetch": router } = req.headers
  const purposes = [req.headers["purpose"], req.headers["sec-purpose"]]
  return (
    req.method === "HEAD" ||
    // Next.js: a client-side link asks when it comes into view, and again on a click
    // that could not be followed to Stripe anyway.
    rsc !== undefined ||
    router !== undefined ||
    purposes.some((purpose) => String(purpose ?? "").includes("prefetch"))
  )
}

/** How HTTP says why a payment cannot be opened now. */
export const REFUSAL_STATUS: Readonly<Record<CheckoutErrorReason, number>> = {
  unknown: 404,
  already_paid: 409,
  canceled: 410,
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

/** @throws MedusaError not_found for what cannot be an id: nobody is asked about it. */
export function requirePaymentSessionId(req: MedusaRequest): string {
  const id = req.params["payment_session_id"]
  if (!isId(id)) {
    throw checkoutError("unknown")
  }
  return id
}
