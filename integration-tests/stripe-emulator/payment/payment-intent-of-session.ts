import type Stripe from "stripe"
import type { CheckoutSessionRecord, StripeAccount } from "../state/account"
import type { Act } from "../state/act"
import { emitEvent } from "../webhooks/emit-event"
import { buildIntentOfSession } from "./build-payment-intent"

/** One PaymentIntent serves all attempts of a Checkout Session. It is made at the first. */
export function paymentIntentOfSession(
  act: Act,
  record: CheckoutSessionRecord
): Stripe.PaymentIntent {
  const known = act.account.paymentIntents.get(record.paymentIntentId ?? "")
  if (known !== undefined) {
    return known
  }
  const created = buildIntentOfSession(act, record)
  act.account.paymentIntents.set(created.id, created)
  record.paymentIntentId = created.id
  act.account.checkoutSessions.file(created.id, record.session.id)
  if (act.emulator.switches.payment_intent_while_open) {
    record.session.payment_intent = created.id
  }
  emitEvent(act, { type: "payment_intent.created", object: created })
  return created
}

/** Whether Checkout made it; else the merchant's own server did. */
export function isOfCheckout(
  { checkoutSessions }: StripeAccount,
  { id }: Stripe.PaymentIntent
): boolean {
  return checkoutSessions.under(id).length > 0
}
