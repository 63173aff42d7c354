import type { IncomingHttpHeaders } from "node:http"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import Stripe from "stripe"

export type ReceivedDelivery = {
  headers: IncomingHttpHeaders
  body: string
  event: Stripe.Event
}

export type WebhookReceiver = {
  url: string
  received: ReceivedDelivery[]
  types(): string[]
  /** Statuses for the next deliveries, or no answer at all; 200 afterwards. */
  answers: number[]
  close(): Promise<void>
}

export const NO_ANSWER = 0

/** A shop's webhook route. It records deliveries without verifying the signature. */
export async function receiveWebhooks(): Promise<WebhookReceiver> {
  const received: ReceivedDelivery[] = []
  const answers: number[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8")
      const event = JSON.parse(body) as Stripe.Event
      received.push({ headers: request.headers, body, event })
      const answer = answers.shift() ?? 200
      if (answer !== NO_ANSWER) {
        response.writeHead(answer).end()
      }
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answers,
    types: () => received.map(({ event }) => event.type),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
}

export function verify(delivery: ReceivedDelivery, secret: string): boolean {
  try {
    Stripe.webhooks.constructEvent(
      delivery.body,
      String(delivery.headers["stripe-signature"]),
      secret
    )
    return true
  } catch {
    return false
  }
}
