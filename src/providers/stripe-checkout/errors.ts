/**
 * Everything the provider throws is a MedusaError with a code of ours: core disguises
 * any other error as "more information is required".
 */
import { MedusaError } from "@medusajs/framework/utils"

import {
  STRIPE_MISCONFIGURED,
  STRIPE_REFUSED,
  STRIPE_UNAVAILABLE,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import type { Proof } from "./verify-payment"

export function toMedusaError(error: unknown): unknown {
  if (!(error instanceof StripePaymentError)) {
    return error
  }
  const { kind, code, message } = error.failure
  switch (kind) {
    case "temporary":
    case "unknown_outcome":
      return new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        message,
        STRIPE_UNAVAILABLE
      )
    case "misconfigured":
    case "not_permitted":
      return new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        message,
        STRIPE_MISCONFIGURED
      )
    case "refused":
      return new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        code ? `${message} (${code})` : message,
        STRIPE_REFUSED
      )
  }
}

export function unverifiedError(
  proof: Extract<Proof, { isVerified: false }>
): MedusaError {
  const types = {
    not_paid: MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR,
    hold_gone: MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR,
    mismatch: MedusaError.Types.NOT_ALLOWED,
  }
  return new MedusaError(types[proof.kind], proof.reason, proof.code)
}
