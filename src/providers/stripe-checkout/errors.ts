/**
 * Everything the provider throws is a MedusaError with a code of ours: core turns any
 * other error into "more information is required".
 */
import { MedusaError } from "@medusajs/framework/utils"

import {
  codeOfFailure,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import type { Verification } from "./verify-payment"

export function toMedusaError(error: unknown): unknown {
  if (!(error instanceof StripePaymentError)) {
    return error
  }
  const { kind, code, message } = error.failure
  const isRefused = kind === "refused"
  return new MedusaError(
    isRefused
      ? MedusaError.Types.NOT_ALLOWED
      : MedusaError.Types.UNEXPECTED_STATE,
    isRefused && code ? `${message} (${code})` : message,
    codeOfFailure(kind)
  )
}

export function unverifiedError(
  verification: Extract<Verification, { isVerified: false }>
): MedusaError {
  const types = {
    not_paid: MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR,
    hold_gone: MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR,
    mismatch: MedusaError.Types.NOT_ALLOWED,
  }
  const { kind, reason, code } = verification
  return new MedusaError(types[kind], reason, code)
}
