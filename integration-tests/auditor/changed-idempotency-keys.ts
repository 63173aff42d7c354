/**
 * When Stripe's response is lost, nobody knows whether the money moved. A retry must
 * reuse the idempotency key, or the money may move twice.
 */
import { groupBy } from "./group-by"
import type { Request } from "./stripe-ledger"

type Subject = {
  readonly about: (request: Request) => string | null
  readonly sentence: (subject: string, keys: readonly string[]) => string
}

/** A replayed response tells the caller how the request ended, so a new key may follow it. */
export function findChangedIdempotencyKeys(
  requests: readonly Request[],
  { about, sentence }: Subject
): string[] {
  const bySubject = groupBy(
    requests.filter((request) => about(request) !== null),
    (request) => about(request) ?? ""
  )
  return [...bySubject].flatMap(([subject, attempts]) => {
    const changed = attempts.find((request, index) =>
      hasNewKey(request, attempts.slice(0, index))
    )
    return changed ? sentence(subject, keysOf(attempts)) : []
  })
}

function hasNewKey(request: Request, before: readonly Request[]): boolean {
  const previous = before.at(-1)
  if (!previous || previous.is_replayed) return false
  const isUncertain = previous.status === null || previous.status >= 500
  return isUncertain && !keysOf(before).includes(request.idempotency_key ?? "")
}

function keysOf(requests: readonly Request[]): string[] {
  return [...new Set(requests.map(({ idempotency_key: key }) => key ?? "none"))]
}
