/**
 * Events as Stripe sends them, made by hand: genuine ones, and ones that somebody else made.
 */
import { randomUUID } from "node:crypto"
import { signPayload } from "../stripe-emulator/webhooks/sign"
import type { Reply } from "./request"
import type { Store } from "./store"
import { WEBHOOK_SECRET } from "./stripe-store"

export type EventWishes = {
  readonly id?: string
  readonly type?: string
  readonly livemode?: boolean
  /** The object that the event is about. */
  readonly object?: Record<string, unknown>
}

export function stripeEvent(requests: EventWishes = {}): string {
  return JSON.stringify({
    id: requests.id ?? `evt_${randomUUID().replaceAll("-", "")}`,
    object: "event",
    api_version: "2026-10-28.endive",
    created: Math.floor(Date.now() / 1000),
    type: requests.type ?? "payment_intent.succeeded",
    livemode: requests.livemode ?? false,
    data: {
      object: requests.object ?? {
        id: "pi_unknown",
        object: "payment_intent",
        metadata: {},
      },
    },
  })
}

/** Posts a payload to the shop's webhook; signed as Stripe does it, unless another signature is given. */
export async function deliver(
  store: Store,
  payload: string,
  { account = "", signature }: { account?: string; signature?: string } = {}
): Promise<Reply> {
  const header = signature ?? signPayload(payload, [WEBHOOK_SECRET])
  return store.request(`/hooks/stripe-checkout${account}`, {
    body: payload,
    headers: header ? { "stripe-signature": header } : {},
  })
}
