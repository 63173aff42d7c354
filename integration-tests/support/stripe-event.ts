/**
 * Events as Stripe sends them, built by hand: genuine ones and forged ones.
 */
import { randomUUID } from "node:crypto"
import { signPayload } from "../stripe-emulator/webhooks/sign"
import type { Reply } from "./request"
import type { Store } from "./store"
import { WEBHOOK_SECRET } from "./stripe-store"

export type EventOptions = {
  readonly id?: string
  readonly type?: string
  readonly livemode?: boolean
  /** The object that the event is about. */
  readonly object?: Record<string, unknown>
}

export function stripeEvent(options: EventOptions = {}): string {
  return JSON.stringify({
    id: options.id ?? `evt_${randomUUID().replaceAll("-", "")}`,
    object: "event",
    api_version: "2026-10-28.endive",
    created: Math.floor(Date.now() / 1000),
    type: options.type ?? "payment_intent.succeeded",
    livemode: options.livemode ?? false,
    data: {
      object: options.object ?? {
        id: "pi_unknown",
        object: "payment_intent",
        metadata: {},
      },
    },
  })
}

/** Posts a payload to the store's webhook, signed as Stripe signs it unless another signature is passed. */
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
