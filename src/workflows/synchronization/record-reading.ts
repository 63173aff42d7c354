/**
 * What was read at Stripe is written before the action: while it fails, the order card, a
 * release and a capture still have to see the money.
 */
import type { PaymentDecision } from "../../modules/stripe-checkout/domain/decision/decide"
import { chooseReason } from "../../modules/stripe-checkout/domain/decision/choose-reason"
import { traitsOf } from "../../modules/stripe-checkout/domain/decision/decision-traits"
import {
  isRefusedByBank,
  wasPlacedAtOnce,
} from "../../modules/stripe-checkout/domain/decision/delayed-payment"
import type { HoldGrants } from "../../modules/stripe-checkout/domain/decision/hold-grants"
import {
  type PaymentIntentSnapshot,
  readPaymentState,
} from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  toMajorUnits,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import type {
  PaymentPatch,
  PaymentRow,
  StoredGrants,
} from "../../modules/stripe-checkout/repositories/payment-row"
import { emitPaymentEvent } from "../support/events"
import { resolveModule } from "../support/module"
import type { SyncContext } from "./actions/context"
import { findFailedRefund } from "./record-refunds"

export async function recordReading(
  context: SyncContext,
  decision: PaymentDecision
): Promise<void> {
  const { container, lease, row } = context
  // Before the state is written, which is what says that it was reported.
  await reportFailedPayment(context, decision)
  const reading = stateAtStripe(context)
  if (!traitsOf(decision.kind).isAtRest && isNew(row, reading)) {
    await resolveModule(container).payments.write(lease, {
      ...reading,
      reason:
        findFailedRefund(decision) ??
        chooseReason(row, readPaymentState(context.stripe), decision),
    })
  }
}

export function isNew(row: PaymentRow, patch: PaymentPatch): boolean {
  const known: PaymentPatch = row
  return (Object.keys(patch) as (keyof PaymentPatch)[]).some((column) =>
    column.startsWith("amount")
      ? Number(known[column]) !== Number(patch[column])
      : JSON.stringify(known[column]) !== JSON.stringify(patch[column])
  )
}

export function stateAtStripe(context: SyncContext): PaymentPatch {
  const { row, stripe } = context
  const state = readPaymentState(stripe)
  const intent = stripe.paymentIntent
  if (!intent) {
    return { state: isClosedLink(context) ? "expired" : state }
  }
  const major = (minor: number): string =>
    toMajorUnits(minor, row.currency_code)
  return {
    state,
    payment_intent_id: intent.id,
    ...incrementedAmount(context, intent),
    amount_capturable: major(intent.amountCapturable),
    amount_captured: major(intent.amountReceived),
    amount_refunded: major(intent.amountRefunded),
    grants: grantsOf(intent.grants, major),
    capture_before:
      intent.captureBefore === null
        ? null
        : new Date(intent.captureBefore * 1000).toISOString(),
  }
}

/** Kept for the time after the capture, when Stripe no longer shows what was held. */
function incrementedAmount(
  { medusa, row }: SyncContext,
  { amount, amountReceived, grants, status }: PaymentIntentSnapshot
): PaymentPatch {
  const isIncremented =
    medusa.payment !== null &&
    status === "requires_capture" &&
    amountReceived === 0 &&
    grants?.mayIncrement === true &&
    amount > toMinorUnits(row.amount, row.currency_code)
  return isIncremented
    ? { amount: toMajorUnits(amount, row.currency_code) }
    : {}
}

function grantsOf(
  grants: HoldGrants | undefined,
  major: (minor: number) => string
): StoredGrants | null {
  return grants
    ? {
        most:
          grants.mostCapturable === null ? null : major(grants.mostCapturable),
        parts: grants.keepsRest,
        ...(grants.mayIncrement ? { increments: true as const } : {}),
      }
    : null
}

/** A payment link that was closed before anybody followed it, or after a card was declined. */
function isClosedLink({ row, medusa, stripe }: SyncContext): boolean {
  const isRequested =
    medusa.paymentSession !== null && medusa.order?.isCanceled === false
  return (
    medusa.paymentLink !== null &&
    !isRequested &&
    // Nor is there a page that somebody may still pay on.
    row.page_hash === null &&
    stripe.checkoutSession === null
  )
}

/** Emitted twice after a crash rather than never. */
async function reportFailedPayment(
  context: SyncContext,
  { reason }: PaymentDecision
): Promise<void> {
  const { medusa, row, stripe } = context
  const state = readPaymentState(stripe)
  const isAtOnce = wasPlacedAtOnce(stripe, medusa)
  const isFailed = state === "failed" || (isAtOnce && isRefusedByBank(stripe))
  // The shopper owes nothing of a canceled order any more.
  const isOver = isAtOnce && medusa.order?.isCanceled === true
  if (isFailed && !isOver && row.state !== state) {
    await emitPaymentEvent(context, { event: "payment_failed", reason })
  }
}
