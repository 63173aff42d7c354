/**
 * When Stripe's answer is lost nobody knows whether the money moved. Whoever asks again
 * must do so under the same idempotency key, or it may move twice.
 */
import { groupBy } from "./group-by"
import type { Request } from "./ledger"

type Asked = {
  readonly about: (request: Request) => string | null
  readonly sentence: (subject: string, keys: readonly string[]) => string
}

/** An answer that Stripe only repeats is known to the asker, so a new key may follow it. */
export function findKeyChanges(
  requests: readonly Request[],
  { about, sentence }: Asked
): string[] {
  const bySubject = groupBy(
    requests.filter((request) => about(request) !== null),
    (request) => about(request) ?? ""
  )
  return [...bySubject].flatMap(([subject, asked]) => {
    const changed = asked.find((request, index) =>
      isUnderNewKey(request, asked.slice(0, index))
    )
    return changed ? sentence(subject, keysOf(asked)) : []
  })
}

function isUnderNewKey(request: Request, before: readonly Request[]): boolean {
  const previous = before.at(-1)
  if (!previous || previous.is_replayed) return false
  const isUncertain = previous.status === null || previous.status >= 500
  return isUncertain && !keysOf(before).includes(request.idempotency_key ?? "")
}

function keysOf(requests: readonly Request[]): string[] {
  return [...new Set(requests.map(({ idempotency_key: key }) => key ?? "none"))]
}
