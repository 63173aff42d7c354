/**
 * Small corrections to Medusa's records where they differ from Stripe, and to Stripe's
 * where they lack something of Medusa's.
 */
import { MedusaError } from "@medusajs/framework/utils"

import { isOffSession } from "../../../modules/stripe-checkout/domain/checkout/off-session-payment"
import { payLink } from "../../../modules/stripe-checkout/domain/urls"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../modules/stripe-checkout/stripe/time-budget"
import { paymentModule } from "../../medusa/query"
import { resolveModule } from "../../support/module"
import {
  accountData,
  writePaymentSessionData,
} from "../../medusa/payment-session-data"
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

/** For a payment of an order's outstanding amount, which has no cart to complete. */
export const authorizeSession: Action<"authorize_session"> = async (
  context
) => {
  const { container, row } = context
  await bindSession(context)
  await paymentModule(container).authorizePaymentSession(
    row.payment_session_id,
    {}
  )
}

/** There the provider reads which of Stripe's objects has to prove the payment. */
export async function bindSession({
  container,
  medusa: { paymentSession },
  row,
  stripe,
}: SyncContext): Promise<void> {
  // Written when it was opened, unless the process died.
  if (
    paymentSession?.checkoutSessionId === row.checkout_session_id &&
    !isOffSession(row)
  ) {
    return
  }
  const { options } = resolveModule(container)
  const id = row.payment_session_id
  await writePaymentSessionData(container, {
    session_id: id,
    url: payLink(options.backendUrl, id),
    checkout_session_id: row.checkout_session_id,
    payment_intent_id: stripe.paymentIntent?.id ?? null,
    expires_at: row.checkout_session_expires_at,
    ...accountData(row.stripe_account),
  })
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

/** The Checkout Session must not charge what is no longer requested. */
export const expireCheckoutSession: Action<"expire_checkout_session"> = async ({
  container,
  row,
}) => {
  if (!row.checkout_session_id) {
    return
  }
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  const session = await gateway.expireCheckoutSession(
    row.checkout_session_id,
    startTimeBudget(TIME_BUDGETS.background)()
  )
  if (session.status === "open") {
    // An immediate retry would only add load while Stripe has problems.
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "The Checkout Session could not be expired."
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
