/**
 * Why a saved card is not charged without the customer. An error that leaves a workflow keeps
 * only type, code and message, so callers go by the code.
 */
import { MedusaError } from "@medusajs/framework/utils"

import type { OffSessionRefusal } from "../../modules/stripe-checkout/domain/checkout/off-session-payment"

type OffSessionErrorReason = OffSessionRefusal | "changed"

/** The `code` of the errors that `chargeSavedCardWorkflow` throws beside those of a payment link. */
export type OffSessionErrorCode =
  `stripe_checkout_off_session_${OffSessionErrorReason}`

const MESSAGES: Readonly<Record<OffSessionErrorReason, string>> = {
  not_enabled: 'The option savedCards is not "off_session".',
  no_agreement:
    "No card may be charged for this order: its customer has not agreed to that, or has removed the card.",
  changed:
    "The amount that is owed or the card that may be charged is not what was confirmed. Nothing was charged.",
}

export function offSessionError(reason: OffSessionErrorReason): MedusaError {
  const code: OffSessionErrorCode = `stripe_checkout_off_session_${reason}`
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, MESSAGES[reason], code)
}
