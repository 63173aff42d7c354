import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { handleApiRequest } from "./api/handle-request"
import { BodyTooLargeError } from "./api/read-body"
import { compileLargestSchema } from "./api/validate-params"
import { handleControl } from "./control/handle-control"
import type { EmulatorControls } from "./controls"
import { createEmulatorControls } from "./controls"
import { handleHostedPage } from "./hosted-page/handle-hosted-page"
import type { Emulator } from "./state/emulator"
import { createEmulator, resetEmulator } from "./state/emulator"
import type { Switches } from "./state/switches"

export type StripeEmulatorOptions = {
  /** Default: any free port. */
  port?: number
  /** Only these keys are accepted, each with an account of its own. Default: every test key, one account. */
  apiKeys?: readonly string[]
  /** The account's public business name, which the hosted page shows. Default: "Test shop". */
  businessName?: string
  /**
   * Makes what a shop knows older by so many seconds. With it, time that passes moves everything that has happened into
   * the past, and the emulator's clock stays the shop's. Without it, the emulator's clock goes ahead.
   */
  makeShopOlder?: (seconds: number) => Promise<void>
  /** URL under which browsers reach the hosted page. Default: the loopback address. */
  publicUrl?: string
  /** Switches that differ from their defaults; a reset returns to these. */
  switches?: Partial<Switches>
  /** Seconds between the attempts to deliver one event. */
  retryDelays?: readonly number[]
}

export type StripeEmulator = {
  url: string
  port: number
  controls: EmulatorControls
  close(): Promise<void>
}

/** Never another address, because the emulator has no passwords. */
const loopback = "127.0.0.1"

export async function startStripeEmulator(
  options: StripeEmulatorOptions = {}
): Promise<StripeEmulator> {
  const emulator = createEmulator(options)
  const server = createServer((incoming, response) => {
    void answer(emulator, incoming, response)
  })
  // A connection that ends after a few idle seconds can end just when a test uses it again.
  server.keepAliveTimeout = 10 * 60 * 1000
  const port = await listen(server, options.port ?? 0)
  // The largest schema takes a moment to compile: do it now, not within the timeout of a request.
  setImmediate(compileLargestSchema)
  const url = `http://${loopback}:${port}`
  emulator.publicUrl = (options.publicUrl ?? url).replace(/\/$/, "")
  return {
    url,
    port,
    controls: createEmulatorControls(url),
    close: () => close(emulator, server),
  }
}

async function answer(
  emulator: Emulator,
  incoming: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const path = incoming.url ?? "/"
  try {
    if (path === "/favicon.ico") {
      response.writeHead(204).end()
    } else if (path.startsWith("/_emulator")) {
      await handleControl(emulator, incoming, response)
    } else if (path.startsWith("/c/pay/")) {
      await handleHostedPage(emulator, incoming, response)
    } else {
      await handleApiRequest(emulator, incoming, response)
    }
  } catch (error) {
    if (error instanceof BodyTooLargeError) {
      refuseBody(response, error.message)
      return
    }
    console.error("stripe-emulator: could not answer", path, error)
    response.destroy()
  }
}

/** The rest of the body is not waited for. */
function refuseBody(response: ServerResponse, message: string): void {
  const error = { type: "invalid_request_error", message }
  response
    .writeHead(413, { "Content-Type": "application/json", Connection: "close" })
    .end(JSON.stringify({ error }))
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, loopback, () => {
      resolve((server.address() as AddressInfo).port)
    })
  })
}

async function close(emulator: Emulator, server: Server): Promise<void> {
  resetEmulator(emulator)
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
  })
  server.closeAllConnections()
  await closed
}
