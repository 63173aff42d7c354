/**
 * Small corrections of Medusa's own records, where they tell something else than
 * Stripe.
 */
import type { IPaymentModuleService } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"

import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../modules/stripe-checkout/stripe/time-budget"
import { resolveModule } from "../../support/module"
import type { Action, SyncContext } from "./context"

/** The hold is gone at Stripe, so Medusa must not show a payment that can be captured. */
export const cancelMedusaPayment: Action<"cancel_medusa_payment"> = async ({
  container,
  medusa,
}) => {
  if (medusa.payment) {
    await paymentModule(container).cancelPayment(medusa.payment.id)
  }
}

/** A payment of an order's outstanding amount: there is no cart left to complete. */
export const authorizeSession: Action<"authorize_session"> = async ({
  container,
  row,
}) => {
  await paymentModule(container).authorizePaymentSession(
    row.payment_session_id,
    {}
  )
}

/** Undoes a cancellation that core made in Medusa only, while Stripe holds the money. */
export const restorePayment: Action<"restore_payment"> = async ({
  container,
  medusa,
}) => {
  if (medusa.payment) {
    const update = { id: medusa.payment.id, canceled_at: null }
    await paymentModule(container).updatePayment(update)
  }
}

/** The page must not take a total that is no longer the cart's. */
export const expireCheckoutSession: Action<"expire_checkout_session"> = async ({
  container,
  row,
}) => {
  if (!row.checkout_session_id) {
    return
  }
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  const page = await gateway.expireCheckoutSession(
    row.checkout_session_id,
    startTimeBudget(TIME_BUDGETS.background)()
  )
  if (page?.status === "open") {
    // Asking again at once would only ask a Stripe in trouble more often.
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "The payment page could not be closed now."
    )
  }
}

export const tagPaymentIntentWithOrder: Action<
  "tag_payment_intent_with_order"
> = async ({ container, row, medusa, stripe }) => {
  if (!medusa.order || !stripe.paymentIntent) {
    return
  }
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  await gateway.tagOrder(
    {
      paymentIntentId: stripe.paymentIntent.id,
      orderId: medusa.order.id,
      displayId: medusa.order.displayId,
    },
    startTimeBudget(TIME_BUDGETS.background)()
  )
}

function paymentModule(
  container: SyncContext["container"]
): IPaymentModuleService {
  return container.resolve(Modules.PAYMENT)
}
