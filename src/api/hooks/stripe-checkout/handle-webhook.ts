import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { STRIPE_CHECKOUT_MODULE } from "../../../modules/stripe-checkout/index"
import type { StripeCheckoutModuleService } from "../../../modules/stripe-checkout/service"
import { verifyWebhook } from "../../../modules/stripe-checkout/stripe/webhooks"
import { receiveStripeEventWorkflow } from "../../../workflows/webhooks/receive-stripe-event"

/**
 * Verify, store, acknowledge; the work is done afterwards.
 *
 * 400 and 404 say that a delivery can never be valid. Whatever is genuine is answered
 * with 200, also when nothing is to be done, or Stripe would send it for three days.
 * When it could not be stored the error handler answers 500, and Stripe sends it again.
 */
export async function receiveWebhook(
  req: MedusaRequest,
  res: MedusaResponse,
  accountName: string
): Promise<void> {
  const module = req.scope.resolve<StripeCheckoutModuleService>(
    STRIPE_CHECKOUT_MODULE
  )
  const account = module.accounts.find(accountName)
  if (!account) {
    res.status(404).json({ message: "There is no such account." })
    return
  }
  const verdict = verifyWebhook(
    {
      rawBody: (req as { rawBody?: Buffer }).rawBody,
      signature: req.headers["stripe-signature"],
      receivedAt: new Date(),
    },
    {
      webhookSecrets: account.webhookSecrets,
      isLiveMode: account.gateway.account.isLiveMode,
    }
  )
  if (!verdict.isGenuine) {
    res.status(400).json({ message: verdict.reason })
    return
  }
  const { result } = await receiveStripeEventWorkflow(req.scope).run({
    input: { account: accountName, event: verdict.event, requests_sync: true },
  })
  res.status(200).json({ received: true, status: result.status })
}
