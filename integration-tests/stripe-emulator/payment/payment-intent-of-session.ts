import type Stripe from "stripe"
import type { CheckoutSessionRecord, StripeAccount } from "../state/account"
import type { Context } from "../state/context"
import { emitEvent } from "../webhooks/emit-event"
import { buildIntentOfSession } from "./build-payment-intent"

/** A Checkout Session has one PaymentIntent for all attempts, created at the first. */
export function paymentIntentOfSession(
  context: Context,
  record: CheckoutSessionRecord
): Stripe.PaymentIntent {
  const known = context.account.paymentIntents.get(record.paymentIntentId ?? "")
  if (known !== undefined) {
    return known
  }
  const created = buildIntentOfSession(context, record)
  context.account.paymentIntents.set(created.id, created)
  record.paymentIntentId = created.id
  context.account.checkoutSessions.file(created.id, record.session.id)
  if (context.emulator.switches.payment_intent_while_open) {
    record.session.payment_intent = created.id
  }
  emitEvent(context, { type: "payment_intent.created", object: created })
  return created
}

/** Whether Checkout created it; otherwise the merchant's own server did. */
export function isOfCheckout(
  { checkoutSessions }: StripeAccount,
  { id }: Stripe.PaymentIntent
): boolean {
  return checkoutSessions.under(id).length > 0
}
