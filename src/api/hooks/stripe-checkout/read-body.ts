import type { IncomingMessage } from "node:http"

/** Stripe's events never reach it; more than that is not read. */
const LARGEST_EVENT = 1024 * 1024

/** @returns null when it is too large, or when the sender went away. */
export async function readBody(req: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > LARGEST_EVENT) {
        return null
      }
      chunks.push(chunk)
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks)
}
