import type { CheckoutSessionRecord } from "../state/account"
import type { Context } from "../state/context"
import { contextWithoutRequest } from "../state/context"
import { cancelPaymentIntent } from "../payment/release-authorization"
import { emitEvent } from "../webhooks/emit-event"

export function expireCheckoutSession(
  context: Context,
  record: CheckoutSessionRecord
): void {
  const { session } = record
  session.status = "expired"
  session.url = null
  record.pendingCard = null
  emitEvent(context, { type: "checkout.session.expired", object: session })

  const paymentIntent = context.account.paymentIntents.get(
    record.paymentIntentId ?? ""
  )
  if (
    paymentIntent !== undefined &&
    context.emulator.switches.cancel_payment_intent_on_session_expiry
  ) {
    cancelPaymentIntent(context, paymentIntent, "automatic")
  }
}

export function scheduleSessionExpiry(
  context: Context,
  record: CheckoutSessionRecord
): void {
  context.emulator.clock.schedule(record.session.expires_at * 1000, () => {
    if (record.session.status === "open") {
      expireCheckoutSession(
        contextWithoutRequest(context.emulator, context.account),
        record
      )
    }
  })
}
