/**
 * Core says in its context and data what a call is about. Without that nothing is
 * guessed: a wrong guess would move somebody else's money.
 */
import { MedusaError } from "@medusajs/framework/utils"

import { UNKNOWN_RECORD } from "../../modules/stripe-checkout/domain/error-codes"
import { readString } from "./session-data"

export function requireSessionId(id: string | null | undefined): string {
  return requireRowId(id, "payment session")
}

export function requireRowId(
  id: string | null | undefined,
  what: string
): string {
  if (!id) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `Medusa did not say which ${what} this is about.`,
      UNKNOWN_RECORD
    )
  }
  return id
}

export function requirePaymentIntentId(
  data: Record<string, unknown> | undefined
): string {
  return requireRowId(readString(data, "payment_intent_id"), "PaymentIntent")
}
