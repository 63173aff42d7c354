/**
 * A genuine event goes into the inbox, together with the payment that it is about,
 * or with the reason why nothing is to be done.
 */
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type {
  Payments,
  PaymentRow,
} from "../../modules/stripe-checkout/rows/payments"
import { isHandledEventType } from "../../modules/stripe-checkout/stripe/handled-events"
import type { VerifiedEvent } from "../../modules/stripe-checkout/stripe/verify-webhook"
import { newRowId } from "./new-row-id"
import { resolveModule } from "./resolve-module"

export interface ReceivedEvent {
  readonly account: string
  readonly event: VerifiedEvent
}

export const storeStripeEventStep = createStep(
  "store-stripe-event",
  async ({ account, event }: ReceivedEvent, { container }) => {
    const { inbox, payments } = resolveModule(container)
    const payment = await findPayment(payments, event)
    const paymentSessionId =
      payment?.account === account ? payment.payment_session_id : null
    const stored = await inbox.store({
      id: newRowId("scevt"),
      account,
      event,
      paymentSessionId,
      ignoredBecause: whyIgnored(event, paymentSessionId),
    })
    return new StepResponse({
      status: stored.status,
      is_new: stored.isNew,
      payment_session_id: paymentSessionId,
    })
  }
)

function whyIgnored(
  event: VerifiedEvent,
  paymentSessionId: string | null
): string | null {
  if (!isHandledEventType(event.type)) {
    return "The plugin does not act on events of this type."
  }
  return paymentSessionId
    ? null
    : "The event is about no payment of this store and account."
}

async function findPayment(
  payments: Payments,
  event: VerifiedEvent
): Promise<PaymentRow | null> {
  const bySession = event.paymentSessionId
    ? await payments.findBy("payment_session_id", event.paymentSessionId)
    : null
  if (bySession) {
    return bySession
  }
  const byCheckout = event.checkoutSessionId
    ? await payments.findBy("checkout_session_id", event.checkoutSessionId)
    : null
  if (byCheckout) {
    return byCheckout
  }
  return event.paymentIntentId
    ? payments.findBy("payment_intent_id", event.paymentIntentId)
    : null
}
