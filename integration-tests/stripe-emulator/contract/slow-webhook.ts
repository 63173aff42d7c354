import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Shop } from "./shop"

export type SlowWebhook = {
  hasAnswered(): boolean
  close(): Promise<void>
}

/** A shop whose webhook answers late, or never. */
export async function listenSlowly(
  { stripe }: Pick<Shop, "stripe">,
  answersAfterMs: number
): Promise<SlowWebhook> {
  let hasAnswered = false
  const server = createServer((request, response) => {
    request.resume()
    if (Number.isFinite(answersAfterMs)) {
      setTimeout(() => {
        hasAnswered = true
        response.end()
      }, answersAfterMs)
    }
  })
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  const { port } = server.address() as AddressInfo
  const endpoint = await stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${port}/hooks`,
    enabled_events: ["checkout.session.completed"],
  })
  return {
    hasAnswered: () => hasAnswered,
    close: async () => {
      await stripe.webhookEndpoints.del(endpoint.id)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Runs a function with timeouts of ten seconds cut to zero; other timeouts keep their length. */
export async function withoutTenSeconds<Result>(
  run: () => Promise<Result>
): Promise<Result> {
  const wait = globalThis.setTimeout
  const shortened = (then: () => void, ms = 0) =>
    wait(then, ms === 10_000 ? 10 : ms)
  globalThis.setTimeout = shortened as typeof setTimeout
  try {
    return await run()
  } finally {
    globalThis.setTimeout = wait
  }
}
