import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { STRIPE_CHECKOUT_MODULE } from "../../../modules/stripe-checkout/index"
import type { StripeCheckoutModuleService } from "../../../modules/stripe-checkout/service"
import {
  findUnusableSignature,
  verifyWebhook,
} from "../../../modules/stripe-checkout/stripe/webhooks"
import { startSynchronization } from "../../../workflows/synchronization/in-background"
import { logUnlessLogged } from "../../../workflows/support/workflow-error"
import { receiveEvent } from "../../../workflows/webhooks/receive-event"
import { readBody } from "./read-body"

/**
 * Verifies, stores and acknowledges an event. The work is done afterwards.
 *
 * 400 and 404 mean that a delivery can never be valid. Every genuine event is answered
 * with 200, even when there is nothing to do; otherwise Stripe would resend it for three
 * days. What carries no fresh signature is answered before its body is read, and nothing is
 * parsed before its signature was found genuine. If it could not be stored, the error handler answers 500 and Stripe sends it again.
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
  const signature = req.headers["stripe-signature"]
  const receivedAt = new Date(account.gateway.clock.now())
  const objection = findUnusableSignature({ signature, receivedAt })
  if (objection) {
    res.status(400).json({ message: objection })
    return
  }
  const rawBody = await readBody(req)
  if (!rawBody) {
    res.set("Connection", "close")
    res.status(413).json({ message: "The delivery is too large." })
    return
  }
  const verification = verifyWebhook(
    { rawBody, signature, receivedAt },
    {
      webhookSecrets: account.webhookSecrets,
      isLiveMode: account.gateway.account.isLiveMode,
    }
  )
  if (!verification.isGenuine) {
    res.status(400).json({ message: verification.reason })
    return
  }
  const stored = await receiveEvent(req.scope, {
    account: accountName,
    event: verification.event,
    isDelivery: true,
  })
  res.status(200).json({ received: true, status: stored.status })
  const { isNew, isQueued, paymentSessionId } = stored
  if (isQueued && paymentSessionId) {
    // Whoever sends one again that had failed wants the payment to be read.
    const wanted = isNew ? "events" : "anything"
    // Acknowledged already: what cannot be started here, the job starts.
    await startSynchronization(req.scope, paymentSessionId, wanted).catch(
      (error: unknown) => {
        logUnlessLogged(req.scope, paymentSessionId, error)
      }
    )
  }
}
