import type { CheckoutSessionRecord } from "../state/account"
import type { Act } from "../state/act"
import { actOnItsOwn } from "../state/act"
import { cancelPaymentIntent } from "../payment/release-authorization"
import { emitEvent } from "../webhooks/emit-event"

export function expireCheckoutSession(
  act: Act,
  record: CheckoutSessionRecord
): void {
  const { session } = record
  session.status = "expired"
  session.url = null
  record.pendingCard = null
  emitEvent(act, { type: "checkout.session.expired", object: session })

  const paymentIntent = act.account.paymentIntents.get(
    record.paymentIntentId ?? ""
  )
  if (
    paymentIntent !== undefined &&
    act.emulator.switches.cancel_payment_intent_on_session_expiry
  ) {
    cancelPaymentIntent(act, paymentIntent, "automatic")
  }
}

export function scheduleSessionExpiry(
  act: Act,
  record: CheckoutSessionRecord
): void {
  act.emulator.clock.schedule(record.session.expires_at * 1000, () => {
    if (record.session.status === "open") {
      expireCheckoutSession(actOnItsOwn(act.emulator, act.account), record)
    }
  })
}
