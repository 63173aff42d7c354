import type { IncomingMessage } from "node:http"

/** Far more than a Checkout Session with a hundred lines. */
const mostBytes = 2_000_000

export class BodyTooLargeError extends Error {}

export async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length
    if (bytes > mostBytes) {
      throw new BodyTooLargeError(
        `A request body may have at most ${mostBytes} bytes.`
      )
    }
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString("utf8")
}
