/**
 * The heart of the plugin: given Medusa and Stripe as they are now, and what the
 * merchant requests, what is the one next action, and why?
 *
 * It runs again after every action until both are in sync, so each rule needs to know
 * only its own step. The order of the rules matters: whether there is an order to place,
 * then what must be repaired or recorded, then what was requested, then what is written to
 * the order and to Stripe. Reports come as soon as the ledger that they are about is right.
 */
import type { Facts, PaymentDecision, Rule, Unrepaired } from "./decision"
import { explainUnrecorded } from "../order-status/unrecorded-status"
import { because } from "../reasons/reason"
import { traitsOf } from "./decision-traits"
import { readPaymentState } from "./payment-state"
import {
  authorizationWithoutPurpose,
  orderDeleted,
  orderPaidByOtherPayment,
  paidWithoutOrder,
  unpaid,
} from "./rules/before-order"
import {
  keptForCanceledOrder,
  refundForCanceledOrder,
  reportAtOnce,
} from "./rules/canceled-order"
import {
  refundForFraudWarning,
  releaseForFraudWarning,
} from "./rules/fraud-warning"
import {
  moneyWithoutOrder,
  requestBeforeOrder,
} from "./rules/money-without-order"
import { capture, captureInReview } from "./rules/capture"
import { incrementHold } from "./rules/hold-increment"
import {
  placeAtOnce,
  refusedByBank,
  requestWhilePending,
  waitsForBank,
} from "./rules/delayed-payment"
import { paymentLink } from "./rules/payment-link"
import {
  collectionOutOfSync,
  collectionsDisagree,
  paidInParts,
} from "./rules/payment-collections"
import {
  completionEnding,
  orderWithoutPayment,
  orderNotAnnounced,
} from "./rules/interrupted-completion"
import {
  ledgerDisagrees,
  captureNotMarked,
  captureMissingAtStripe,
  refundMissingAtStripe,
  sessionNotMarked,
  summaryOutOfSync,
} from "./rules/medusa-ledger"
import {
  refundCreditDisagrees,
  reportBlockedCredit,
} from "./rules/refund-credit"
import {
  reportRefund,
  reportRefunds,
  reportRefundWithoutOrder,
} from "./rules/refunds"
import {
  tagOrder,
  writeOrderStatus,
  notifyAuthorizationExpiring,
} from "./rules/notifications"
import {
  canceledInMedusaOnly,
  authorizationGone,
  authorizationExpired,
  moneyRefundedAtStripe,
  moneyCapturedAtStripe,
  release,
  surplusHold,
} from "./rules/with-order"

export type {
  PaymentDecision,
  PaymentDecisionKind,
  PaymentRequest,
} from "./decision"
export type { MedusaPayment, PaymentRecord } from "./medusa-payment"

const RULES: readonly Rule[] = [
  orderWithoutPayment,
  paymentLink,
  placeAtOnce,
  unpaid,
  reportRefundWithoutOrder,
  authorizationWithoutPurpose,
  orderDeleted,
  orderPaidByOtherPayment,
  moneyWithoutOrder,
  paidWithoutOrder,
  requestBeforeOrder,
  orderNotAnnounced,
  captureMissingAtStripe,
  refundMissingAtStripe,
  refundForCanceledOrder,
  collectionsDisagree,
  authorizationGone,
  refusedByBank,
  canceledInMedusaOnly,
  sessionNotMarked,
  moneyCapturedAtStripe,
  moneyRefundedAtStripe,
  captureNotMarked,
  ledgerDisagrees,
  summaryOutOfSync,
  refundCreditDisagrees,
  collectionOutOfSync,
  paidInParts,
  reportRefund,
  refundForFraudWarning,
  releaseForFraudWarning,
  notifyAuthorizationExpiring,
  requestWhilePending,
  capture,
  incrementHold,
  release,
  surplusHold,
  authorizationExpired,
  writeOrderStatus,
  tagOrder,
  captureInReview,
  completionEnding,
  waitsForBank,
  keptForCanceledOrder,
]

export function decidePayment(facts: Facts): PaymentDecision {
  const { request } = facts
  const decision = reportAtOnce(firstAnswer(facts), facts)
  if (!request || decision.kind !== "in_sync") {
    return decision
  }
  // In sync, nothing more will come of a request, so it is rejected with the reason.
  const { operationId } = request
  const { reason, unrepaired = [] } = decision
  return withUnrepaired(
    { kind: "reject_request", operationId, reason },
    unrepaired
  )
}

/** Where repairs of core's rows are off, they are reported and the next rule answers. */
function firstAnswer(facts: Facts): PaymentDecision {
  const unrepaired: Unrepaired[] = [
    ...reportLookalike(facts),
    ...reportRefunds(facts),
    ...reportBlockedCredit(facts),
    ...reportUnrecordedStatus(facts),
  ]
  for (const rule of RULES) {
    const decision = rule(facts)
    if (decision && mayExecute(decision, facts)) {
      return withUnrepaired(decision, unrepaired)
    }
    if (decision) {
      unrepaired.push({ kind: decision.kind, reason: decision.reason })
    }
  }
  return withUnrepaired(
    { kind: "in_sync", reason: because("in_sync") },
    unrepaired
  )
}

function mayExecute({ kind }: PaymentDecision, { policy }: Facts): boolean {
  return policy.coreRepairs === "on" || !traitsOf(kind).isCoreRepair
}

function withUnrepaired(
  decision: PaymentDecision,
  unrepaired: readonly Unrepaired[]
): PaymentDecision {
  return unrepaired.length ? { ...decision, unrepaired } : decision
}

function reportLookalike({ medusa: { lookalikeOrder } }: Facts): Unrepaired[] {
  return lookalikeOrder
    ? [
        {
          kind: "lookalike_order",
          reason: because("lookalike_order", {
            display_id: lookalikeOrder.displayId,
          }),
        },
      ]
    : []
}

/** The hold waits for a request that was lost. */
function reportUnrecordedStatus({
  stripe,
  statusOrigin: { unrecorded },
}: Facts): Unrepaired[] {
  return unrecorded && readPaymentState(stripe) === "authorized"
    ? [{ kind: "status_not_recorded", reason: explainUnrecorded(unrecorded) }]
    : []
}
