import type { MedusaRequest } from "@medusajs/framework/http"

/**
 * Browsers, mail scanners and messengers fetch links before anybody clicks them. A
 * payment page must not be opened by that.
 */
export function isLookingAhead(req: MedusaRequest): boolean {
  const { rsc, "next-router-prefetch": router } = req.headers
  const purposes = [req.headers["purpose"], req.headers["sec-purpose"]]
  return (
    req.method === "HEAD" ||
    // Next.js: a client-side link asks when it comes into view, and again on a click
    // that could not be followed to Stripe anyway.
    rsc !== undefined ||
    router !== undefined ||
    purposes.some((purpose) => String(purpose ?? "").includes("prefetch"))
  )
}
