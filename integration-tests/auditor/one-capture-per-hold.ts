import { findChangedIdempotencyKeys } from "./changed-idempotency-keys"
import type { Rule, Snapshot } from "./difference"
import type { Intent, Request } from "./stripe-ledger"
import { type KeysOf, findByKey } from "./find-by-key"
import { ownIntents } from "./payment-relations"
import { money } from "./stripe-minor-units"

/**
 * I5: a hold is captured once, for no more than was authorized or its card's issuer grants, and
 * under one idempotency key. With multicapture each part has a key of its own.
 */
export const oneCapturePerHold: Rule = (snapshot) => [
  ...ownIntents(snapshot).flatMap((intent) => [
    ...findExcessCapture(intent),
    ...findSeveralCaptures(snapshot, intent),
  ]),
  ...findChangedIdempotencyKeys(snapshot.ledger.requests, {
    about: (request) => {
      const id = intentIdIn(request)
      const { amount_to_capture: amount } = request.params
      return id && `the capture of ${id}, ${JSON.stringify({ amount })},`
    },
    sentence: (subject, keys) =>
      `After a lost response ${subject} was retried under another key: ${keys.join(", ")}.`,
  }),
]

function findExcessCapture({
  id,
  amount,
  amount_received,
  currency,
  most_capturable = amount,
}: Intent): string[] {
  return amount_received > most_capturable
    ? [
        `${id}: ${money(amount_received, currency)} was captured, but only ${money(amount, currency)} was authorized.`,
      ]
    : []
}

function findSeveralCaptures({ ledger }: Snapshot, intent: Intent): string[] {
  const attempts = capturesOf(ledger.requests, intent)
  const isMulticapture = intent.is_multicapture ?? ledger.isMulticaptureGranted
  const captured = attempts.filter(
    ({ status, is_replayed }) => status === 200 && !is_replayed
  )
  if (captured.length > 1 && !isMulticapture) {
    return [`${intent.id} was captured ${captured.length} times.`]
  }
  const first = attempts.findIndex(({ status }) => status === 200)
  const retries = attempts
    .slice(first + 1)
    .filter(
      ({ idempotency_key }) =>
        idempotency_key !== attempts[first]?.idempotency_key
    )
  return first >= 0 && retries.length > 0 && !isMulticapture
    ? [
        `${intent.id} was captured, and then requested again under another key: ${retries.map(({ idempotency_key: key }) => key ?? "none").join(", ")}.`,
      ]
    : []
}

/** The shop's requests, without those that release the rest of a multicapture; captures in the Dashboard are not in the log. */
export function capturesOf(
  requests: readonly Request[],
  { id }: Pick<Intent, "id">
): readonly Request[] {
  return findByKey(requests, byCapturedIntent, id).filter(
    ({ params }) => Number(params["amount_to_capture"] ?? 1) > 0
  )
}

const byCapturedIntent: KeysOf<Request> = (request) => [intentIdIn(request)]

function intentIdIn({ method, path }: Request): string | null {
  const found = /^\/v1\/payment_intents\/([^/]+)\/capture$/.exec(path)
  return method === "POST" ? (found?.[1] ?? null) : null
}
