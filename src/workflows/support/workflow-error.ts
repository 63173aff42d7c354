import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import {
  codeOfFailure,
  STRIPE_OBJECT_UNKNOWN,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import {
  because,
  type Reason,
} from "../../modules/stripe-checkout/domain/reasons/reason"

/**
 * Errors that leave a workflow are plain objects: only type, code and message are
 * left of them.
 */
interface ReadableError {
  readonly code: string | null
  readonly type: string | null
  readonly message: string
}

export function readError(error: unknown): ReadableError {
  return {
    code: readCode(error),
    type: readText(error, "type"),
    message: withoutStatement(
      readText(error, "message") ?? "An unknown error occurred."
    ),
  }
}

/** What Stripe or core says went wrong, as the reason why something was not done. */
export function reasonOfError(error: unknown): Reason {
  const { code, message } = readError(error)
  return code === STRIPE_OBJECT_UNKNOWN
    ? because("unknown_at_stripe", { message })
    : because("external_error", { message, error_code: code })
}

/** The same code, whether the provider or a workflow called Stripe. */
function readCode(error: unknown): string | null {
  return error instanceof StripePaymentError
    ? codeOfFailure(error.failure.kind)
    : readText(error, "code")
}

/**
 * The database layer puts the whole statement, with its values, before the actual error:
 * a shopper's address has no place in logs and reasons.
 */
function withoutStatement(message: string): string {
  const isStatement = /^(?:insert into|update|delete from|select) /i.test(
    message
  )
  const cause = message.lastIndexOf(" - ")
  return isStatement && cause >= 0
    ? `The database failed: ${message.slice(cause + 3)}.`
    : message
}

const LOGGED = "isLoggedByStripeCheckout"

/** The mark is a property, because it has to survive the workflow engine. */
export function markAsLogged(error: unknown): unknown {
  return typeof error === "object" && error !== null
    ? Object.assign(error, { [LOGGED]: true })
    : error
}

/** For callers that must not fail: each failure is logged once, never swallowed. */
export function logUnlessLogged(
  container: MedusaContainer,
  subject: string,
  error: unknown
): void {
  if (typeof error === "object" && error !== null && LOGGED in error) {
    return
  }
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(`stripe-checkout: ${subject}: ${readError(error).message}`)
}

function readText(error: unknown, key: string): string | null {
  if (typeof error !== "object" || error === null) {
    return null
  }
  const value = (error as Record<string, unknown>)[key]
  return typeof value === "string" && value !== "" ? value : null
}
