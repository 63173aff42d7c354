import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { openCheckoutSessionWorkflow } from "../../../../../../workflows/checkout/open-checkout-session"
import { readCheckoutRefusal } from "../../../../../../workflows/checkout/refusals"
import { setPayerCookie } from "../../../../../stripe-checkout/payer-cookie"
import {
  REFUSAL_STATUS,
  requirePaymentSessionId,
} from "../../../../../stripe-checkout/http"

/**
 * The pay link for apps and single-page storefronts, which cannot follow a redirect.
 * Answers with the URL of Stripe's hosted page instead of redirecting to it.
 */
export async function POST(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const id = requirePaymentSessionId(req)
  res.setHeader("Cache-Control", "no-store")
  try {
    const { result } = await openCheckoutSessionWorkflow(req.scope).run({
      input: { payment_session_id: id },
    })
    await setPayerCookie(req, res, id)
    res.json({ url: result.url, expires_at: result.expires_at })
  } catch (error) {
    const refusal = readCheckoutRefusal(error)
    if (!refusal) {
      throw error
    }
    const { kind, message } = refusal
    res.status(REFUSAL_STATUS[kind]).json({
      type: kind === "unknown" ? "not_found" : "not_allowed",
      code: `stripe_checkout_${kind}`,
      message,
    })
  }
}
