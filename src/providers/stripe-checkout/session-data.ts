import type { PaymentSessionStatus } from "@medusajs/framework/types"

import type { PaymentState } from "../../modules/stripe-checkout/domain/decision/payment-state"

/**
 * What we keep in `payment_session.data` and `payment.data`. The storefront can read
 * both, so there is nothing secret or personal in them. All keys are always present.
 */

export interface SessionData {
  readonly session_id: string
  /** The stable pay link. */
  readonly url: string
  readonly checkout_session_id: string | null
  readonly payment_intent_id: string | null
  /** When the open Checkout Session expires, as an ISO date. */
  readonly expires_at: string | null
}

export interface PaymentData {
  readonly session_id: string
  readonly checkout_session_id: string | null
  readonly payment_intent_id: string | null
}

/**
 * Present only where the payment is not in the top level's account. The pay link's workflow
 * writes it; the provider takes it over into the payment, and never from a storefront.
 */
export const ACCOUNT_KEY = "stripe_account"

const OUR_KEYS = new Set([
  "session_id",
  "url",
  "checkout_session_id",
  "payment_intent_id",
  "expires_at",
])

/**
 * Core stores what the storefront sent, overridden by what we return. Keys that are not
 * ours are returned as `undefined`, which removes them from the row.
 */
export function withoutForeignKeys(
  given: Record<string, unknown> | undefined,
  ours: SessionData
): Record<string, unknown> {
  const foreign = Object.keys(given ?? {}).filter((key) => !OUR_KEYS.has(key))
  return {
    ...Object.fromEntries(foreign.map((key) => [key, undefined])),
    ...ours,
  }
}

export function readString(
  data: Record<string, unknown> | undefined,
  key: keyof SessionData
): string | null {
  const value = data?.[key]
  return typeof value === "string" && value !== "" ? value : null
}

export function pickAccount(
  data: Record<string, unknown> | undefined
): Record<string, unknown> {
  const account = data?.[ACCOUNT_KEY]
  return typeof account === "string" ? { [ACCOUNT_KEY]: account } : {}
}

/** A declined card is not final: the shopper can try another one on the same page. */
export const SESSION_STATUS: Readonly<
  Record<PaymentState, PaymentSessionStatus>
> = {
  awaiting_customer: "pending",
  expired: "pending",
  failed: "pending",
  processing: "pending",
  unrecognized: "pending",
  authorized: "authorized",
  captured: "authorized",
  canceled: "canceled",
}
