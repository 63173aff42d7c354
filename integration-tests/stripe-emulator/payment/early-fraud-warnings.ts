import type Stripe from "stripe"
import type { Act } from "../state/act"
import { idOf, newId } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { whatChanged } from "./what-changed"

/** The issuer suspects a fraud. Nothing happens to the money. */
export function warnOfFraud(act: Act, charge: Stripe.Charge): void {
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: newId.earlyFraudWarning(),
    object: "radar.early_fraud_warning",
    actionable: true,
    charge: charge.id,
    created: act.emulator.clock.now(),
    fraud_type: "misc",
    livemode: false,
    payment_intent: idOf(charge.payment_intent),
  }
  act.account.earlyFraudWarnings.set(warning.id, warning)
  emitEvent(act, { type: "radar.early_fraud_warning.created", object: warning })
}

/** Once the money is refunded in full or disputed, a refund can no longer prevent anything. */
export function settleWarningsAbout(act: Act, charge: Stripe.Charge): void {
  const warnings = act.account.earlyFraudWarnings
  for (const warning of warnings.under(idOf(charge.payment_intent))) {
    if (warning.charge === charge.id && warning.actionable) {
      const previous = whatChanged(warning, () => {
        warning.actionable = false
      })
      emitEvent(act, {
        type: "radar.early_fraud_warning.updated",
        object: warning,
        previous,
      })
    }
  }
}
