import { createHmac } from "node:crypto"

/**
 * The `Stripe-Signature` header over exactly these bytes. It has the real time, not the emulator's, because the receiver
 * compares it with a real clock.
 */
export function signPayload(
  payload: string,
  secrets: readonly string[],
  timestamp = Math.floor(Date.now() / 1000)
): string {
  const signatures = secrets.map((secret) =>
    createHmac("sha256", secret)
      .update(`${timestamp}.${payload}`, "utf8")
      .digest("hex")
  )
  return [
    `t=${timestamp}`,
    ...signatures.map((signature) => `v1=${signature}`),
    // In test mode Stripe adds a signature that must be ignored: public logs.
    `v0=${createHmac("sha256", "test mode").update(payload, "utf8").digest("hex")}`,
  ].join(",")
}
