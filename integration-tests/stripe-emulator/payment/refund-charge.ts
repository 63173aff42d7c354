import type Stripe from "stripe"
import {
  StripeError,
  invalidRequest,
  mustBeAtLeastOne,
} from "../api/stripe-error"
import { checkStep } from "../checkout/total-rules"
import { formatAmount } from "../money/currency"
import { emptyMetadata } from "../resources/metadata"
import type { Act } from "../state/act"
import { actOnItsOwn } from "../state/act"
import { idOf, newId } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { buildRefund } from "./build-refund"
import { findTestCard } from "./test-cards"

type RefundWish = Pick<
  Stripe.RefundCreateParams,
  "amount" | "reason" | "metadata"
>

/** When the test cards for late refunds change their mind. */
const laterSeconds = 30

export function refundCharge(
  act: Act,
  charge: Stripe.Charge,
  wish: RefundWish
): Stripe.Refund {
  const left = unrefundedAmount(act, charge)
  checkRefundable(charge, left)
  const amount = wish.amount ?? left
  checkRefundAmount(amount, left, charge.currency)

  const aftermath = findTestCard(
    act.account.cards.get(charge.id) ?? ""
  )?.aftermath
  const isCovered = act.emulator.switches.balance_covers_refunds
  const refund = buildRefund(act, charge, {
    amount,
    reason: wish.reason ?? null,
    metadata: emptyMetadata(wish.metadata),
    status:
      isCovered && aftermath !== "refund_succeeds_later"
        ? "succeeded"
        : "pending",
    ...(isCovered ? {} : { pendingReason: "insufficient_funds" }),
  })
  act.account.refunds.set(refund.id, refund)
  changeRefunded(act, charge, amount)
  emitEvent(act, { type: "refund.created", object: refund })
  emitEvent(act, { type: "charge.refunded", object: charge })
  scheduleChangeOfMind(act, refund, aftermath)
  return refund
}

/** Captured money that no refund has promised back yet. Released money was never captured. */
function unrefundedAmount(act: Act, charge: Stripe.Charge): number {
  return [...act.account.refunds.values()]
    .filter(
      (refund) =>
        refund.charge === charge.id &&
        !act.account.releases.has(refund.id) &&
        refund.status !== "failed" &&
        refund.status !== "canceled"
    )
    .reduce((left, refund) => left - refund.amount, charge.amount_captured)
}

export function settleRefund(act: Act, refund: Stripe.Refund): void {
  if (refund.status !== "pending") {
    return
  }
  refund.status = "succeeded"
  delete refund.pending_reason
  refund.balance_transaction = newId.transaction()
  emitEvent(act, { type: "refund.updated", object: refund })
  emitEvent(act, { type: "charge.refund.updated", object: refund })
}

/** The bank sends the money back to the merchant, up to a month later. */
export function failRefund(act: Act, refund: Stripe.Refund): void {
  endUnpaid(act, refund, "failed")
  refund.failure_reason = "unknown"
  refund.failure_balance_transaction = newId.transaction()
  emitEvent(act, { type: "refund.failed", object: refund })
  emitEvent(act, { type: "refund.updated", object: refund })
  emitEvent(act, { type: "charge.refund.updated", object: refund })
}

export function cancelRefund(act: Act, refund: Stripe.Refund): void {
  endUnpaid(act, refund, "canceled")
  emitEvent(act, { type: "refund.updated", object: refund })
}

function endUnpaid(
  act: Act,
  refund: Stripe.Refund,
  status: "failed" | "canceled"
): void {
  refund.status = status
  const charge = act.account.charges.get(idOf(refund.charge))
  if (charge !== undefined) {
    changeRefunded(act, charge, -refund.amount)
  }
}

function changeRefunded(act: Act, charge: Stripe.Charge, amount: number): void {
  charge.amount_refunded += amount
  charge.refunded = unrefundedAmount(act, charge) === 0
}

function checkRefundable(charge: Stripe.Charge, left: number): void {
  if (charge.disputed) {
    throw refused(
      "charge_disputed",
      `Charge ${charge.id} has been charged back; cannot issue a refund.`
    )
  }
  if (left <= 0) {
    throw refused(
      "charge_already_refunded",
      `Charge ${charge.id} has already been refunded.`
    )
  }
}

function checkRefundAmount(
  amount: number,
  left: number,
  currency: string
): void {
  if (amount < 1) {
    throw mustBeAtLeastOne("amount")
  }
  if (amount > left) {
    throw invalidRequest(
      `Refund amount (${formatAmount(amount, currency)}) is greater than unrefunded amount on charge (${formatAmount(left, currency)})`,
      { param: "amount" }
    )
  }
  checkStep(amount, currency, "amount")
}

function refused(code: string, message: string): StripeError {
  return new StripeError(400, { type: "invalid_request_error", code, message })
}

function scheduleChangeOfMind(
  act: Act,
  refund: Stripe.Refund,
  aftermath: string | null | undefined
): void {
  const change =
    aftermath === "refund_succeeds_later"
      ? settleRefund
      : aftermath === "refund_fails_later"
        ? failRefund
        : null
  if (change !== null) {
    const { clock } = act.emulator
    clock.schedule(clock.nowMs() + laterSeconds * 1000, () => {
      change(actOnItsOwn(act.emulator, act.account), refund)
    })
  }
}
