import type { MedusaRequest } from "@medusajs/framework/http"

/**
 * Browsers, mail scanners and messengers fetch links before anybody clicks them. A
 * payment page must not be opened by that.
 */
export function isLookingAhead(req: MedusaRequest): boolean {
  const purposes = [req.headers["purpose"], req.headers["sec-purpose"]]
  return (
    req.method === "HEAD" ||
    purposes.some((purpose) => String(purpose ?? "").includes("prefetch"))
  )
}
