/**
 * What merely tells: the merchant that a hold ends soon, Stripe which order it is, and
 * the order how its money stands.
 */
import { describeMoney } from "../../money"
import { decideStatusReport } from "../../order-status/status-report"
import type { PaymentRecord, Rule } from "../decision"
import { hasLapsed, readPaymentState } from "../payment-state"

/** Nobody should be surprised by a hold that lapses. */
export const tellDeadline: Rule = ({ medusa, stripe }) => {
  const { amountCapturable = 0, isHoldOver = false } =
    stripe.paymentIntent ?? {}
  const isHeld = readPaymentState(stripe) === "authorized" && !isHoldOver
  return isHeld && medusa.order && medusa.deadline === "near"
    ? {
        kind: "tell_deadline",
        reason: `The hold of ${describeMoney(amountCapturable, medusa.currencyCode)} lapses soon and has not been captured.`,
      }
    : null
}

/** The order's number, so that it can be found in Stripe's Dashboard. */
export const describeOrder: Rule = ({ medusa, stripe }) => {
  const isDescribed = stripe.paymentIntent?.orderId === medusa.order?.id
  if (!medusa.order || !stripe.paymentIntent || isDescribed) {
    return null
  }
  return {
    kind: "describe_at_stripe",
    orderId: medusa.order.id,
    reason: `Stripe does not know yet that this is order #${medusa.order.displayId}.`,
  }
}

export const reportStatus: Rule = ({ medusa, stripe }) => {
  if (!medusa.order) {
    return null
  }
  const report = decideStatusReport({
    order: medusa.order,
    report: medusa.report,
    state: readPaymentState(stripe),
    hasLapsed: hasLapsed(stripe),
    isFullyRefunded: isFullyRefunded(medusa.payment),
  })
  return report ? { kind: "report", report, reason: report.reason } : null
}

function isFullyRefunded(payment: PaymentRecord | null): boolean {
  return (
    payment !== null &&
    payment.captured > 0 &&
    payment.captured === payment.refunded
  )
}
