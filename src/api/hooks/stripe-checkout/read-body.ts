import type { IncomingMessage } from "node:http"

/** Stripe's events never reach it; more than that is not read. */
const LARGEST_EVENT = 1024 * 1024

/** @returns null when it is too large, or when the sender went away. */
export async function readBody(req: IncomingMessage): Promise<Buffer | null> {
  return readUpTo(LARGEST_EVENT, req as AsyncIterable<Buffer>).catch(() => null)
}

async function readUpTo(
  most: number,
  body: AsyncIterable<Buffer>
): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > most) {
      return null
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
