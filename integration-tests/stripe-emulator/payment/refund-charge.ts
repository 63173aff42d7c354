import type Stripe from "stripe"
import { emptyMetadata } from "../resources/metadata"
import type { Context } from "../state/context"
import { contextWithoutRequest } from "../state/context"
import { emitEvent } from "../webhooks/emit-event"
import type { RefundFacts } from "./build-refund"
import { buildRefund } from "./build-refund"
import { settleWarningsAbout } from "./early-fraud-warnings"
import { checkRefundable, checkRefundAmount } from "./refund-rules"
import { checkRefundWindow } from "./refund-window"
import { changeRefunded, unrefundedAmount } from "./refunded-amount"
import { closeReviewOf } from "./reviews"
import { failRefund, scheduleReference, settleRefund } from "./settle-refund"
import { findTestCard } from "./test-cards"

type RefundRequest = Pick<
  Stripe.RefundCreateParams,
  "amount" | "reason" | "metadata"
>

/** Delay until the test cards for late refunds change the status. */
const laterSeconds = 30

export function refundCharge(
  context: Context,
  charge: Stripe.Charge,
  request: RefundRequest
): Stripe.Refund {
  const left = unrefundedAmount(context, charge)
  checkRefundable(context, charge, left)
  checkRefundWindow(context, charge)
  const amount = request.amount ?? left
  checkRefundAmount(amount, left, charge.currency)

  const refund = buildRefund(context, charge, {
    amount,
    reason: request.reason ?? null,
    metadata: emptyMetadata(request.metadata),
    ...startOf(context, charge),
  })
  context.account.refunds.set(refund.id, refund)
  if (refund.status === "failed") {
    emitEvent(context, { type: "refund.created", object: refund })
    emitEvent(context, { type: "refund.failed", object: refund })
    return refund
  }
  const previous = changeRefunded(context, charge, () => {
    charge.amount_refunded += amount
    if (request.reason === "fraudulent") {
      charge.fraud_details = { user_report: "fraudulent" }
    }
  })
  emitEvent(context, { type: "refund.created", object: refund })
  emitEvent(context, { type: "charge.refunded", object: charge, previous })
  if (charge.refunded) {
    closeReviewAndWarning(context, charge, refund)
  }
  if (refund.status === "succeeded") {
    scheduleReference(context, refund)
  }
  scheduleLaterOutcome(context, refund, charge)
  return refund
}

function startOf(
  context: Context,
  charge: Stripe.Charge
): Pick<RefundFacts, "status" | "pendingReason" | "failureReason"> {
  const next = context.emulator.refundOutcomes.shift()
  if (next !== undefined) {
    const { failureReason, status } = next
    return {
      status,
      ...(status === "pending" ? { pendingReason: "processing" } : {}),
      ...(failureReason === null ? {} : { failureReason }),
    }
  }
  if (!context.emulator.switches.balance_covers_refunds) {
    return { status: "pending", pendingReason: "insufficient_funds" }
  }
  return followUpOf(context, charge) === "refund_succeeds_later"
    ? { status: "pending", pendingReason: "processing" }
    : { status: "succeeded" }
}

/** A full refund closes the review, and a fraud warning is no longer actionable. */
function closeReviewAndWarning(
  context: Context,
  charge: Stripe.Charge,
  { reason }: Stripe.Refund
): void {
  closeReviewOf(
    context,
    charge,
    reason === "fraudulent" ? "refunded_as_fraud" : "refunded"
  )
  settleWarningsAbout(context, charge)
}

function scheduleLaterOutcome(
  context: Context,
  refund: Stripe.Refund,
  charge: Stripe.Charge
): void {
  const change = laterOutcomes[followUpOf(context, charge) ?? ""]
  if (change !== undefined) {
    const { clock } = context.emulator
    clock.schedule(clock.nowMs() + laterSeconds * 1000, () => {
      change(contextWithoutRequest(context.emulator, context.account), refund)
    })
  }
}

const laterOutcomes: Record<
  string,
  (context: Context, refund: Stripe.Refund) => void
> = {
  refund_succeeds_later: settleRefund,
  refund_fails_later: (context, refund) => {
    failRefund(context, refund, "expired_or_canceled_card")
  },
}

function followUpOf(context: Context, charge: Stripe.Charge) {
  return findTestCard(context.account.cards.get(charge.id) ?? "")?.followUp
}
