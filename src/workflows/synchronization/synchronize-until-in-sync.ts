/**
 * Sync passes over one payment, until nothing is left to do.
 */
import { MedusaError } from "@medusajs/framework/utils"

import type { PaymentDecisionKind } from "../../modules/stripe-checkout/domain/decision/decide"
import {
  requiresManualReview,
  traitsOf,
} from "../../modules/stripe-checkout/domain/decision/decision-traits"
import { readPaymentState } from "../../modules/stripe-checkout/domain/decision/payment-state"
import { describeReason } from "../../modules/stripe-checkout/domain/reasons/reason"
import { resolveModule } from "../support/module"
import type { LeasedPayment } from "./actions/context"
import { readReviewOfPlaced } from "./disputes-of-payment"
import { compareLedgers, type LedgerComparison } from "./record-discrepancy"
import type { SynchronizePaymentResult } from "./synchronization-result"
import { type Known, synchronizeOnce } from "./synchronize-once"

/**
 * A payment needs a handful of actions at most. More means that an action does not
 * achieve what it should, and repeating it would not either.
 */
const MAX_PASSES = 15

/** @throws MedusaError where the passes do not end */
export async function synchronizeUntilInSync(
  leased: LeasedPayment,
  knownBefore: Known | null
): Promise<SynchronizePaymentResult> {
  const { container, lease } = leased
  const { readings } = resolveModule(container)
  readings.forget(lease.paymentSessionId)
  const actions: PaymentDecisionKind[] = []
  let known = knownBefore
  let ledgers: LedgerComparison | null = null
  while (actions.length < MAX_PASSES) {
    const pass = await synchronizeOnce(leased, known)
    const { context, decision } = pass
    const { endsPass, isAtRest } = traitsOf(decision.kind)
    ledgers ??= compareLedgers(context)
    known = pass.known
    if (!isAtRest) {
      actions.push(decision.kind)
    }
    if (endsPass) {
      await readReviewOfPlaced(context)
      readings.keep(lease.paymentSessionId, pass.readAt)
      return {
        outcome: "in_sync",
        state: readPaymentState(context.stripe),
        order_id: context.medusa.order?.id ?? null,
        ...describeReason(decision.reason),
        actions,
        requires_manual_review: requiresManualReview(decision),
        ledgers,
      }
    }
  }
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `The payment was not in sync after ${MAX_PASSES} passes: ${[...new Set(actions)].join(", ")}.`
  )
}
