import { createHmac } from "node:crypto"

/**
 * The `Stripe-Signature` header over exactly these bytes. The time is the real one, not the emulator's: whoever
 * verifies it compares with a real clock.
 */
export function signPayload(
  payload: string,
  secrets: readonly string[]
): string {
  const timestamp = Math.floor(Date.now() / 1000)
  const signatures = secrets.map((secret) =>
    createHmac("sha256", secret)
      .update(`${timestamp}.${payload}`, "utf8")
      .digest("hex")
  )
  return [
    `t=${timestamp}`,
    ...signatures.map((signature) => `v1=${signature}`),
  ].join(",")
}
