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
