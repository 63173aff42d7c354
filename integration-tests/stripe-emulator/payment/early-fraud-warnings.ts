import type Stripe from "stripe"
import type { Context } from "../state/context"
import { idOf, newId } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { previousAttributes } from "./previous-attributes"

/** The issuer suspects fraud. No money moves. */
export function createEarlyFraudWarning(
  context: Context,
  charge: Stripe.Charge
): void {
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: newId.earlyFraudWarning(),
    object: "radar.early_fraud_warning",
    actionable: true,
    charge: charge.id,
    created: context.emulator.clock.now(),
    fraud_type: "misc",
    livemode: false,
    payment_intent: idOf(charge.payment_intent),
  }
  context.account.earlyFraudWarnings.set(warning.id, warning)
  emitEvent(context, {
    type: "radar.early_fraud_warning.created",
    object: warning,
  })
}

/** After a full refund or a dispute, a refund can no longer prevent a chargeback. */
export function settleWarningsAbout(
  context: Context,
  charge: Stripe.Charge
): void {
  const warnings = context.account.earlyFraudWarnings
  for (const warning of warnings.under(idOf(charge.payment_intent))) {
    if (warning.charge === charge.id && warning.actionable) {
      const previous = previousAttributes(warning, () => {
        warning.actionable = false
      })
      emitEvent(context, {
        type: "radar.early_fraud_warning.updated",
        object: warning,
        previous,
      })
    }
  }
}
