import type Stripe from "stripe"
import type { EventRecord } from "../state/account"
import type { Context } from "../state/context"
import { newId } from "../state/ids"
import { endpointsFor } from "./deliver"
import { postEvent } from "./post-event"
import { signPayload } from "./sign"

/** What is wrong with a forged delivery. */
export const forgeryKinds = [
  "no_signature",
  "wrong_secret",
  "old_timestamp",
  "future_timestamp",
  "changed_body",
  "damaged_body",
  "foreign_account",
  "other_mode",
  "thin",
] as const

export type ForgeryKind = (typeof forgeryKinds)[number]

type Forgery = {
  kind: ForgeryKind
  /** Signs instead of the endpoint's own secret. */
  secret: string | null
}

/** Seconds; Stripe's own libraries tolerate five minutes. */
const farAway = 60 * 60

/**
 * Sends what somebody who has seen an event could send, or what Stripe sends to somebody else: the same content under
 * another id, so that it is not taken for a repetition.
 *
 * @returns the status of each endpoint
 */
export function forgeEvent(
  context: Context,
  { event }: EventRecord,
  forgery: Forgery
): Promise<number[]> {
  const timeoutMs = context.emulator.switches.webhook_timeout_seconds * 1000
  return Promise.all(
    endpointsFor(context, event).map(({ endpoint, secrets }) =>
      postEvent(endpoint.url, {
        ...forged({ ...event, id: newId.event() }, forgery, secrets),
        timeoutMs,
      })
    )
  )
}

function forged(
  event: Stripe.EventBase,
  { kind, secret }: Forgery,
  own: readonly string[]
): { payload: string; signature: string } {
  const payload = contentOf(event, kind)
  if (kind === "no_signature") {
    return { payload, signature: "" }
  }
  const isForeign = kind === "wrong_secret"
  const known = isForeign ? [newId.webhookSecret()] : own
  return {
    payload: kind === "changed_body" ? raised(event) : payload,
    signature: signPayload(
      payload,
      secret === null ? known : [secret],
      timestampOf(kind)
    ),
  }
}

function timestampOf(kind: ForgeryKind): number {
  const now = Math.floor(Date.now() / 1000)
  switch (kind) {
    case "old_timestamp":
      return now - farAway
    case "future_timestamp":
      return now + farAway
    default:
      return now
  }
}

function contentOf(event: Stripe.EventBase, kind: ForgeryKind): string {
  const text = JSON.stringify(event, null, 2)
  switch (kind) {
    case "damaged_body":
      return text.slice(0, text.length / 2)
    case "foreign_account":
      return JSON.stringify({ ...event, account: newId.account() }, null, 2)
    case "other_mode":
      return JSON.stringify({ ...event, livemode: !event.livemode }, null, 2)
    case "thin":
      return JSON.stringify(thin(event), null, 2)
    default:
      return text
  }
}

/** The same event with another amount, under the signature of the original. */
function raised(event: Stripe.EventBase): string {
  const object = { ...event.data.object, amount: 1 }
  return JSON.stringify({ ...event, data: { ...event.data, object } }, null, 2)
}

/** The format of API v2: it names the object and does not contain it. */
function thin({ created, data, id, livemode, type }: Stripe.EventBase) {
  const object = data.object as { id?: string; object?: string }
  return {
    id,
    object: "v2.core.event",
    type: `v1.${type}`,
    created: new Date(created * 1000).toISOString(),
    livemode,
    context: null,
    related_object: { id: object.id, type: object.object, url: "" },
  }
}
