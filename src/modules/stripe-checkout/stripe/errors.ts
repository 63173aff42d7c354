/**
 * The only file that knows the SDK's error classes.
 */

import Stripe from "stripe"

import {
  type PaymentFailure,
  type PaymentFailureKind,
  StripePaymentError,
} from "../domain/errors"
import type { RequestLimits } from "./time-budget"

/**
 * Runs a call to Stripe; whatever fails comes out as a StripePaymentError with a
 * message that holds no secret and nothing personal.
 */
export async function translateErrors<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw toStripePaymentError(error)
  }
}

/** Whether Stripe answered from its idempotency store instead of trying again. */
export function isIdempotentReplay(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError &&
    error.headers?.["idempotent-replayed"] === "true"
  )
}

/** The same of an answer that is no error. */
export function isRepeated({
  lastResponse,
}: Stripe.Response<unknown>): boolean {
  return lastResponse.headers["idempotent-replayed"] === "true"
}

function toStripePaymentError(error: unknown): StripePaymentError {
  if (error instanceof StripePaymentError) {
    return error
  }
  if (!(error instanceof Stripe.errors.StripeError)) {
    return new StripePaymentError({
      kind: "unknown_outcome",
      code: null,
      param: null,
      message: "Stripe's answer could not be read.",
      requestId: null,
    })
  }
  const failure: PaymentFailure = {
    kind: readFailureKind(error),
    code: error.decline_code ?? error.code ?? null,
    param: error.param ?? null,
    message: describe(error),
    requestId: error.requestId ?? null,
  }
  return new StripePaymentError(failure)
}

function readFailureKind(error: Stripe.errors.StripeError): PaymentFailureKind {
  if (error instanceof Stripe.errors.StripeConnectionError) {
    return "unknown_outcome"
  }
  const status = error.statusCode ?? 0
  if (status === 401) {
    return "misconfigured"
  }
  if (status === 403) {
    return "not_permitted"
  }
  if (status === 409 || status === 429) {
    return "temporary"
  }
  if (isAboutUnknownObject(error)) {
    return "unknown_object"
  }
  return status >= 400 && status < 500 ? "refused" : "unknown_outcome"
}

/** A missing customer or other detail is a refusal of the request; it has another status. */
function isAboutUnknownObject(error: Stripe.errors.StripeError): boolean {
  return (
    error.code === "resource_missing" &&
    (error.statusCode === 404 || error.param === "payment_intent")
  )
}

function describe(error: Stripe.errors.StripeError): string {
  if (error instanceof Stripe.errors.StripeConnectionError) {
    return "Stripe could not be reached."
  }
  switch (error.statusCode) {
    case 401:
      return "Stripe does not accept the API key."
    case 403:
      return "The API key lacks a permission that is needed here."
    case 429:
      return "Stripe asks for fewer requests at the moment."
    case 400:
    case 402:
    case 404:
    case 409:
      return redact(error.message)
    default:
      return "Stripe could not answer."
  }
}

/** Stripe repeats what it was sent: keys and addresses stay out of our messages. */
function redact(message: string): string {
  return (
    message
      .replace(/\b(?:sk|rk|pk|whsec)_\S+/g, "[key]")
      // Stripe quotes what was too long: a street, a name.
      .replace(/Invalid string: .*?(?=; must be)/s, "Invalid string")
      .replace(/[^\s@'"]+@[^\s@'"]+\.[^\s@'"]+/g, "[e-mail]")
      .slice(0, 300)
  )
}

/** Far more definite refusals in one day than any person would provoke. */
const MAXIMUM_ATTEMPTS = 50

/**
 * Calls Stripe under a stable key, and under the key's next attempt when Stripe
 * only repeats an old failure.
 *
 * Stripe stores its first answer to a key for a day, failures included. A capture
 * that the issuer declined this morning would therefore stay declined until
 * tomorrow without anyone asking the issuer again. A repeated answer is known by its header.
 *
 * The next attempt is safe only because of two things: the caller has read
 * Stripe before, so an effect behind a stored failure would have been seen, and the
 * SDK does not retry here, so a repeated failure is older than that read. Callers
 * that race count the same way and share one key.
 *
 * @see https://docs.stripe.com/api/idempotent_requests
 */
export async function withFreshAttempt<T>(
  key: string,
  limits: RequestLimits,
  call: (options: Stripe.RequestOptions) => Promise<T>
): Promise<T> {
  const attemptOptions = (attempt: number): Stripe.RequestOptions => ({
    timeout: limits.timeout,
    maxNetworkRetries: 0,
    idempotencyKey: attempt === 1 ? key : `${key}:${attempt}`,
  })
  return translateErrors(() => tryFrom(1))

  async function tryFrom(attempt: number): Promise<T> {
    try {
      return await call(attemptOptions(attempt))
    } catch (error) {
      if (!isIdempotentReplay(error) || attempt >= MAXIMUM_ATTEMPTS) {
        throw error
      }
      return tryFrom(attempt + 1)
    }
  }
}
