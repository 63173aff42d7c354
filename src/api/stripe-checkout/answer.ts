/**
 * How the pay and return routes answer. Nothing of it may be kept by a cache, found
 * by a search engine, framed by another site or passed on as a referrer.
 */
import type { MedusaResponse } from "@medusajs/framework/http"

import { type Page, renderPage } from "./page"

export function answerWithPage(res: MedusaResponse, page: Page): void {
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
export function answerNothing(res: MedusaResponse): void {
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
