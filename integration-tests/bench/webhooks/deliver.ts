import { Agent, request } from "node:http"
import { randomUUID } from "node:crypto"
import Stripe from "stripe"
import type { MeasuredShop } from "../measured-shop"

const agent = new Agent({ keepAlive: true, maxSockets: 50 })

/** An event as Stripe sends it, about a payment of this shop or of another. */
export function newEvent(
  type: string,
  metadata: Readonly<Record<string, string>> = {}
): string {
  const id = randomUUID().replaceAll("-", "")
  return JSON.stringify({
    id: `evt_${id}`,
    object: "event",
    api_version: "2026-10-28.endive",
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    pending_webhooks: 1,
    type,
    data: {
      object: {
        id: `pi_${id}`,
        object: "payment_intent",
        amount: 12_000,
        currency: "eur",
        status: "requires_capture",
        description: "x".repeat(1_500),
        metadata,
      },
    },
  })
}

/** Resolves when the shop has acknowledged it. */
export async function deliver(
  { webhookSecret: secret, webhookUrl }: MeasuredShop,
  payload: string
): Promise<void> {
  const signature = Stripe.webhooks.generateTestHeaderString({
    payload,
    secret,
  })
  const status = await send(webhookUrl, payload, {
    "content-type": "application/json",
    "stripe-signature": signature,
  })
  if (status !== 200) throw new Error(`The shop answered ${status}.`)
}

/** A route that does nothing, on the same server. */
export async function askHealth({ healthUrl }: MeasuredShop): Promise<void> {
  await send(healthUrl, null, {})
}

async function send(
  url: string,
  body: string | null,
  headers: Readonly<Record<string, string>>
): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        agent,
        method: body === null ? "GET" : "POST",
        headers: {
          ...headers,
          ...(body !== null && { "content-length": Buffer.byteLength(body) }),
        },
      },
      (response) => {
        response.resume()
        response.once("end", () => {
          resolve(response.statusCode ?? 0)
        })
      }
    )
    outgoing.once("error", reject)
    outgoing.end(body ?? undefined)
  })
}
