import type Stripe from "stripe"
import { emptyMetadata } from "../resources/metadata"
import type { Act } from "../state/act"
import { actOnItsOwn } from "../state/act"
import { emitEvent } from "../webhooks/emit-event"
import { buildRefund } from "./build-refund"
import { settleWarningsAbout } from "./early-fraud-warnings"
import { checkRefundable, checkRefundAmount } from "./refund-rules"
import { changeRefunded, unrefundedAmount } from "./refunded-amount"
import { closeReviewOf } from "./reviews"
import { failRefund, settleRefund } from "./settle-refund"
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
  checkRefundable(act, charge, left)
  const amount = wish.amount ?? left
  checkRefundAmount(amount, left, charge.currency)

  const refund = buildRefund(act, charge, {
    amount,
    reason: wish.reason ?? null,
    metadata: emptyMetadata(wish.metadata),
    ...startOf(act, charge),
  })
  act.account.refunds.set(refund.id, refund)
  const previous = changeRefunded(act, charge, () => {
    charge.amount_refunded += amount
    if (wish.reason === "fraudulent") {
      charge.fraud_details = { user_report: "fraudulent" }
    }
  })
  emitEvent(act, { type: "refund.created", object: refund })
  emitEvent(act, { type: "charge.refunded", object: charge, previous })
  if (charge.refunded) {
    endSuspicion(act, charge, refund)
  }
  scheduleChangeOfMind(act, refund, charge)
  return refund
}

function startOf(act: Act, charge: Stripe.Charge) {
  if (!act.emulator.switches.balance_covers_refunds) {
    return { status: "pending", pendingReason: "insufficient_funds" } as const
  }
  return aftermathOf(act, charge) === "refund_succeeds_later"
    ? ({ status: "pending", pendingReason: "processing" } as const)
    : ({ status: "succeeded" } as const)
}

/** Nobody has to look at money that went back in full. */
function endSuspicion(
  act: Act,
  charge: Stripe.Charge,
  { reason }: Stripe.Refund
): void {
  closeReviewOf(
    act,
    charge,
    reason === "fraudulent" ? "refunded_as_fraud" : "refunded"
  )
  settleWarningsAbout(act, charge)
}

function scheduleChangeOfMind(
  act: Act,
  refund: Stripe.Refund,
  charge: Stripe.Charge
): void {
  const change = changesOfMind[aftermathOf(act, charge) ?? ""]
  if (change !== undefined) {
    const { clock } = act.emulator
    clock.schedule(clock.nowMs() + laterSeconds * 1000, () => {
      change(actOnItsOwn(act.emulator, act.account), refund)
    })
  }
}

const changesOfMind: Record<string, (act: Act, refund: Stripe.Refund) => void> =
  {
    refund_succeeds_later: settleRefund,
    refund_fails_later: (act, refund) => {
      failRefund(act, refund, "expired_or_canceled_card")
    },
  }

function aftermathOf(act: Act, charge: Stripe.Charge) {
  return findTestCard(act.account.cards.get(charge.id) ?? "")?.aftermath
}
