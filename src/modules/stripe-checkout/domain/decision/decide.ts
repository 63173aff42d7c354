/**
 * The heart of the plugin: given Medusa and Stripe as they are now, and what the
 * merchant wishes, what is the one next thing to do, and why?
 *
 * It is asked again after every deed until the answer is to rest, so each rule
 * needs to know only its own step. The order of the rules is the order of urgency:
 * first what could lose money, then what was asked for, then what merely tells.
 */
import type {
  Facts,
  MedusaPayment,
  PaymentDecision,
  Rule,
  Wish,
} from "./decision"
import type { StripePayment } from "./payment-state"
import {
  holdWithoutPurpose,
  moneyWithoutOrder,
  orderElsewhere,
  paidWithoutOrder,
  unpaid,
} from "./rules/before-order"
import {
  collectionMiscounts,
  collectionsDisagree,
} from "./rules/payment-collections"
import {
  completionEnding,
  orderHalfPlaced,
  orderUntold,
} from "./rules/interrupted-completion"
import {
  booksDisagree,
  captureNotMarked,
  captureThatNeverWas,
  refundThatNeverWas,
  sessionNotMarked,
  summaryMiscounts,
} from "./rules/medusa-ledger"
import {
  describeOrder,
  reportStatus,
  tellDeadline,
} from "./rules/notifications"
import {
  canceledInMedusaOnly,
  capture,
  holdIsGone,
  holdIsOver,
  keptForCanceledOrder,
  moneyGivenBackAtStripe,
  moneyTakenAtStripe,
  release,
} from "./rules/with-order"

export type {
  MedusaPayment,
  PaymentDecision,
  PaymentDecisionKind,
  PaymentRecord,
  Wish,
} from "./decision"

export function decidePaymentTransition(
  medusa: MedusaPayment,
  stripe: StripePayment,
  wish: Wish | null
): PaymentDecision {
  const facts: Facts = { medusa, stripe, wish }
  const rulesInOrderOfUrgency: Rule[] = [
    orderHalfPlaced,
    unpaid,
    holdWithoutPurpose,
    orderElsewhere,
    moneyWithoutOrder,
    paidWithoutOrder,
    orderUntold,
    captureThatNeverWas,
    refundThatNeverWas,
    collectionsDisagree,
    holdIsGone,
    canceledInMedusaOnly,
    sessionNotMarked,
    moneyTakenAtStripe,
    moneyGivenBackAtStripe,
    captureNotMarked,
    booksDisagree,
    summaryMiscounts,
    collectionMiscounts,
    tellDeadline,
    capture,
    release,
    holdIsOver,
    describeOrder,
    reportStatus,
    completionEnding,
    keptForCanceledOrder,
  ]
  const decision = firstAnswer(rulesInOrderOfUrgency, facts)
  // At rest nothing more will come of a wish, so whoever asked is told.
  return wish && decision.kind === "rest"
    ? {
        kind: "decline",
        operationId: wish.operationId,
        reason: decision.reason,
      }
    : decision
}

function firstAnswer(rules: readonly Rule[], facts: Facts): PaymentDecision {
  for (const rule of rules) {
    const decision = rule(facts)
    if (decision) {
      return decision
    }
  }
  return { kind: "rest", reason: "Medusa and Stripe agree." }
}
