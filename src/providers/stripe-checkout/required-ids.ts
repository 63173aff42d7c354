import { MedusaError } from "@medusajs/framework/utils"

import { UNKNOWN_RECORD } from "../../modules/stripe-checkout/domain/errors"
import { readString } from "./session-data"

/**
 * Core names in its context and data what a call is about. If it does not, nothing is
 * guessed: a wrong guess would move somebody else's money.
 */
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
