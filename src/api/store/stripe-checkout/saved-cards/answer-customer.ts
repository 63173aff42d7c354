/**
 * What both routes about saved cards do for the customer who is signed in: only theirs, only
 * so often, and a status that says whether to try again.
 */
import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { CallLimit } from "../../../../modules/stripe-checkout/domain/call-limit"
import type { SavedCardErrorCode } from "../../../../workflows/checkout/saved-cards"
import { readError } from "../../../../workflows/support/workflow-error"

/** An account page needs one reading, and one more after a card is removed. */
const limit = new CallLimit({ most: 30, windowMs: 60_000 })

const STATUS: Partial<Record<string, number>> = {
  stripe_checkout_stripe_unavailable: 503,
  stripe_checkout_stripe_refused: 502,
} satisfies Partial<Record<SavedCardErrorCode, number>>

/** @param work is called with Medusa's customer */
export async function answerCustomer(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  work: (customerId: string) => Promise<object>
): Promise<void> {
  const customerId = req.auth_context.actor_id
  res.setHeader("Cache-Control", "no-store")
  const seconds = limit.secondsToWait(customerId)
  if (seconds > 0) {
    res.setHeader("Retry-After", String(seconds))
    refuse(res, 429, {
      code: "stripe_checkout_too_many_attempts",
      message: "Saved cards were asked for too often.",
    })
    return
  }
  try {
    res.json(await work(customerId))
  } catch (error) {
    const { code, message } = readError(error)
    const status = STATUS[code ?? ""]
    if (status === undefined) {
      throw error
    }
    refuse(res, status, { code: code ?? "", message })
  }
}

function refuse(
  res: MedusaResponse,
  status: number,
  reason: { readonly code: string; readonly message: string }
): void {
  res.status(status).json({ type: "not_allowed", ...reason })
}
