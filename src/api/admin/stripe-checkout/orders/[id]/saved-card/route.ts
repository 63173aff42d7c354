import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import {
  orFailure,
  StripePaymentError,
} from "../../../../../../modules/stripe-checkout/domain/errors"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../../../../modules/stripe-checkout/stripe/time-budget"
import { findChargeableCard } from "../../../../../../workflows/checkout/find-chargeable-card"
import { requireOrder } from "../../../../../../workflows/medusa/require-order"
import type { SavedCardOfferAnswer } from "../../saved-card-responses"

/** The card that may be charged for what the order owes, read from Stripe now. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SavedCardOfferAnswer>
): Promise<void> {
  const orderId = req.params["id"] ?? ""
  await requireOrder(req.scope, orderId)
  const found = await orFailure(
    findChargeableCard(
      req.scope,
      orderId,
      startTimeBudget(TIME_BUDGETS.adminRead)
    )
  )
  if (found instanceof StripePaymentError || typeof found === "string") {
    res.json({ saved_card: null })
    return
  }
  const { agreedAt, card, paymentIntentId } = found.agreement
  res.json({
    saved_card: {
      id: card.id,
      brand: card.brand,
      last4: card.last4,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      agreed_at: new Date(agreedAt * 1000).toISOString(),
      payment_intent_id: paymentIntentId,
    },
  })
}
