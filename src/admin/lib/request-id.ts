const BYTES = 16

/**
 * Names one intention to move money, so that a request that is sent twice moves it
 * once. Not `crypto.randomUUID`, which browsers offer on https only.
 */
export function newRequestId(): string {
  const random = crypto.getRandomValues(new Uint8Array(BYTES))
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join(
    ""
  )
}
