/**
 * What merely reports: to the merchant that a hold ends soon, to Stripe which order it
 * is, and to the order what its payment status is.
 */
import type { PaymentMoney } from "../../order-status/money-status"
import { decideOrderStatus } from "../../order-status/status"
import { because } from "../../reasons/reason"
import type { Rule } from "../decision"
import { wasPlacedAtOnce } from "../delayed-payment"
import type { MedusaPayment } from "../medusa-payment"
import {
  hasLapsed,
  readPaymentState,
  type StripePayment,
} from "../payment-state"

/** Nobody should be surprised by a hold that lapses. */
export const notifyAuthorizationExpiring: Rule = ({ medusa, stripe }) => {
  const { amountCapturable = 0, isAuthorizationExpired = false } =
    stripe.paymentIntent ?? {}
  const isHeld =
    readPaymentState(stripe) === "authorized" && !isAuthorizationExpired
  return isHeld && medusa.order && medusa.deadline === "near"
    ? {
        kind: "notify_authorization_expiring",
        reason: because("authorization_expiring", {
          amount: amountCapturable,
          currency_code: medusa.currencyCode,
        }),
      }
    : null
}

/** The order's number, so that it can be found in Stripe's Dashboard. */
export const tagOrder: Rule = ({ medusa, stripe }) => {
  const isTagged = stripe.paymentIntent?.orderId === medusa.order?.id
  if (!medusa.order || !stripe.paymentIntent || isTagged) {
    return null
  }
  return {
    kind: "tag_payment_intent_with_order",
    orderId: medusa.order.id,
    reason: because("order_not_tagged", { display_id: medusa.order.displayId }),
  }
}

export const writeOrderStatus: Rule = ({
  medusa,
  stripe,
  policy,
  statusOrigin,
}) => {
  if (!medusa.order) {
    return null
  }
  const update = decideOrderStatus({
    order: medusa.order,
    isChosen: statusOrigin.isChosen,
    names: policy.statusNames,
    context: medusa.statusContext,
    own: readOwnMoney(medusa, stripe),
    // As of this payment: what Medusa does not count has paid nothing of the order.
    others: medusa.others.map((other) => ({
      ...other,
      captured: Math.max(0, other.captured - other.unrecorded),
    })),
  })
  return update
    ? { kind: "write_order_status", update, reason: update.reason }
    : null
}

function readOwnMoney(
  medusa: MedusaPayment,
  stripe: StripePayment
): PaymentMoney {
  return {
    state: readPaymentState(stripe),
    held: stripe.paymentIntent?.amountCapturable ?? 0,
    captured: medusa.payment?.captured ?? 0,
    refunded: medusa.payment?.refunded ?? 0,
    hasLapsed: hasLapsed(stripe),
    isPlacedAtOnce: wasPlacedAtOnce(stripe, medusa),
    failure: stripe.paymentIntent?.lastError ?? null,
    lastCapture: medusa.statusContext.lastCapture,
  }
}
