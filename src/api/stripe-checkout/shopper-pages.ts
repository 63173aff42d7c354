/**
 * The pages that a shopper sees when a pay link cannot lead to Stripe now, and after
 * Stripe where the storefront has no page for it.
 */

import {
  chargeLimit,
  toMajorUnits,
} from "../../modules/stripe-checkout/domain/money"
import type { CheckoutRefusalReason } from "../../workflows/checkout/refusals"
import type { Page } from "./html-page"
import { REFUSAL_STATUS } from "./http"
import type { ReturnDecision } from "./return/decide-return"

export interface RefusalFacts {
  /** The pay link itself. */
  readonly again: string
  /** Null where the payment is not known. */
  readonly currencyCode: string | null
}

export function checkoutErrorPage(
  reason: CheckoutRefusalReason,
  { again, currencyCode }: RefusalFacts
): Page {
  // For a shopper this is not a failure.
  const status = reason === "already_paid" ? 200 : REFUSAL_STATUS[reason]
  switch (reason) {
    case "amount_too_small":
    case "amount_too_large":
      return { status, name: reason, limit: limitOf(reason, currencyCode) }
    case "busy":
      return { status, name: reason, refresh: { seconds: 3, href: again } }
    case "stripe_unavailable":
      return { status, name: reason, again }
    default:
      return { status, name: reason }
  }
}

function limitOf(
  kind: "amount_too_small" | "amount_too_large",
  currencyCode: string | null
): Page["limit"] {
  return currencyCode
    ? {
        amount: Number(
          toMajorUnits(chargeLimit(kind, currencyCode), currencyCode)
        ),
        currencyCode,
      }
    : null
}

export interface NextAttempt {
  readonly href: string
  /** The page that does not reload any more. */
  readonly stop: string
}

/** @param next absent after many attempts */
export function returnPage(
  kind: ReturnDecision["kind"] | "unknown",
  next?: NextAttempt
): Page {
  switch (kind) {
    case "confirmed":
    case "paid":
      return { status: 200, name: "paid" }
    case "released":
      return { status: 200, name: "released" }
    case "back":
      return { status: 200, name: "not_paid" }
    case "held_up":
      return { status: 200, name: "held_up", ...reload(next, 10) }
    case "recheck_later":
      return next === undefined
        ? { status: 200, name: "still_confirming" }
        : { status: 200, name: "confirming", ...reload(next, 3) }
    case "unknown":
      return { status: 404, name: "unknown_payment" }
  }
}

function reload(
  next: NextAttempt | undefined,
  seconds: number
): Pick<Page, "refresh"> {
  return next === undefined ? {} : { refresh: { seconds, ...next } }
}

/** The store itself has failed. */
export const FAILED_PAGE: Page = { status: 500, name: "failed", again: "" }
