import { findKeyChanges } from "./asked-again-under-one-key"
import type { Rule, Snapshot } from "./difference"
import type { Intent, Request } from "./ledger"
import { type KeysOf, lookUp } from "./look-up"
import { ownIntents } from "./money-trail"
import { money } from "./stripe-minor-units"

/** I5: a hold is taken once, never more than was authorized, and never asked for twice. */
export const oneCapturePerHold: Rule = (snapshot) => [
  ...ownIntents(snapshot).flatMap((intent) => [
    ...moreThanHeld(intent),
    ...severalCaptures(snapshot, intent),
  ]),
  ...findKeyChanges(snapshot.ledger.requests, {
    about: (request) => {
      const id = intentIdIn(request)
      const { amount_to_capture: amount } = request.params
      return id && `the capture of ${id}, ${JSON.stringify({ amount })},`
    },
    sentence: (subject, keys) =>
      `After a lost answer ${subject} was asked for under another key: ${keys.join(", ")}.`,
  }),
]

function moreThanHeld({
  id,
  amount,
  amount_received,
  currency,
}: Intent): string[] {
  return amount_received > amount
    ? [
        `${id}: ${money(amount_received, currency)} was taken, but only ${money(amount, currency)} was authorized.`,
      ]
    : []
}

function severalCaptures({ ledger }: Snapshot, intent: Intent): string[] {
  const asked = capturesOf(ledger.requests, intent)
  const taken = asked.filter(
    ({ status, is_replayed }) => status === 200 && !is_replayed
  )
  if (taken.length > 1 && !ledger.isMulticaptureGranted) {
    return [`${intent.id} was captured ${taken.length} times.`]
  }
  const first = asked.findIndex(({ status }) => status === 200)
  const again = asked
    .slice(first + 1)
    .filter(
      ({ idempotency_key }) => idempotency_key !== asked[first]?.idempotency_key
    )
  return first >= 0 && again.length > 0 && !ledger.isMulticaptureGranted
    ? [
        `${intent.id} was asked for again under another key after it had been captured: ${again.map(({ idempotency_key: key }) => key ?? "none").join(", ")}.`,
      ]
    : []
}

/** What the shop asked for; the Dashboard's captures are not in the log. */
export function capturesOf(
  requests: readonly Request[],
  { id }: Pick<Intent, "id">
): readonly Request[] {
  return lookUp(requests, byCapturedIntent, id)
}

const byCapturedIntent: KeysOf<Request> = (request) => [intentIdIn(request)]

function intentIdIn({ method, path }: Request): string | null {
  const found = /^\/v1\/payment_intents\/([^/]+)\/capture$/.exec(path)
  return method === "POST" ? (found?.[1] ?? null) : null
}
