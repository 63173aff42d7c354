import type { Emulator } from "../state/emulator"
import type { StripeAccount } from "../state/account"
import type { Answer } from "./answer"
import type { StoredAnswer } from "./stored-answer"
import { StripeError } from "./stripe-error"

/** Stripe prunes keys after at least a day; an older key no longer protects anything. */
const keyLifetimeSeconds = 24 * 60 * 60

const longestKey = 255

export type KeyedRequest = {
  emulator: Emulator
  account: StripeAccount
  key: string
  path: string
  fingerprint: string
}

/** The stored answer to replay, or null when this request is the first with its key. */
export function findStoredAnswer(request: KeyedRequest): Answer | null {
  const { account, emulator, key } = request
  if (key.length > longestKey) {
    throw new StripeError(400, {
      type: "idempotency_error",
      message: `Idempotency keys must be at most ${longestKey} characters long.`,
    })
  }
  const stored = account.idempotency.get(key)
  if (
    stored === undefined ||
    stored.storedAt + keyLifetimeSeconds <= emulator.clock.now()
  ) {
    account.idempotency.delete(key)
    return null
  }
  checkSameRequest(request, stored)
  if (stored.answer === null) {
    throw keyInUse(key)
  }
  return {
    ...stored.answer,
    headers: { ...stored.answer.headers, "Idempotent-Replayed": "true" },
  }
}

function checkSameRequest(request: KeyedRequest, first: StoredAnswer): void {
  const use =
    request.path !== first.path
      ? `for the same endpoint they were first used for ('${request.path}' vs '${first.path}')`
      : request.fingerprint !== first.fingerprint
        ? "with the same parameters they were first used with"
        : null
  if (use !== null) {
    throw new StripeError(400, {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used ${use}. Try using a key other than '${request.key}' if you meant to execute a different request.`,
    })
  }
}

export function markInFlight(request: KeyedRequest): void {
  request.account.idempotency.set(request.key, {
    path: request.path,
    fingerprint: request.fingerprint,
    storedAt: request.emulator.clock.now(),
    answer: null,
  })
}

export function storeAnswer(request: KeyedRequest, answer: Answer): void {
  request.account.idempotency.set(request.key, {
    path: request.path,
    fingerprint: request.fingerprint,
    storedAt: request.emulator.clock.now(),
    answer,
  })
}

export function deleteKey(request: KeyedRequest): void {
  request.account.idempotency.delete(request.key)
}

export function keyInUse(key: string): StripeError {
  return new StripeError(
    409,
    {
      type: "idempotency_error",
      code: "idempotency_key_in_use",
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}`,
    },
    { "Stripe-Should-Retry": "true" }
  )
}
