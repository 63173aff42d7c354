/**
 * What follows from the kind of a decision. One exhaustive table, so that the compiler
 * asks each question of every new kind. Pure.
 */
import type { PaymentDecision, PaymentDecisionKind } from "./decision"
import type { PaymentState } from "./payment-state"

/** The plugin's own actions, as the payment history names them. */
export type SystemOperationKind =
  | "place_order"
  | "release"
  | "refund"
  | "record"
  | "tag_payment_intent"
  | "repair"

export interface DecisionTraits {
  /** Nothing is done; Medusa and Stripe are in sync, or will be later. */
  readonly isAtRest: boolean
  /** Nothing is left to do for this payment now. */
  readonly endsPass: boolean
  /** Ordinary work never leads here: something was lost, interrupted or done twice. */
  readonly isRepair: boolean
  /** It repairs rows that Medusa core left half written; see the option `coreRepairs`. */
  readonly isCoreRepair: boolean
  /** Only rows changed, no money: not worth replacing the reason that people read. */
  readonly isBookkeeping: boolean
  /** What is right for the order's other payments may be something else afterwards. */
  readonly changesOrderMoney: boolean
  /** Stripe must be read again afterwards. */
  readonly changesStripe: boolean
  /** The kind of its row in the payment history; null where it has none of its own. */
  readonly operationKind: SystemOperationKind | null
}

const NONE: DecisionTraits = {
  isAtRest: false,
  endsPass: false,
  isRepair: false,
  isCoreRepair: false,
  isBookkeeping: false,
  changesOrderMoney: false,
  changesStripe: false,
  operationKind: null,
}

const AT_REST: DecisionTraits = { ...NONE, isAtRest: true, endsPass: true }

const REPAIR: DecisionTraits = {
  ...NONE,
  isRepair: true,
  operationKind: "repair",
}

const CORE_REPAIR: DecisionTraits = { ...REPAIR, isCoreRepair: true }

const BOOKKEEPING: DecisionTraits = { ...CORE_REPAIR, isBookkeeping: true }

const TRAITS: Readonly<Record<PaymentDecisionKind, DecisionTraits>> = {
  in_sync: AT_REST,
  recheck_later: AT_REST,
  expire_checkout_session: { ...NONE, changesStripe: true },
  update_payment_link: NONE,
  remind_of_payment_link: NONE,
  complete_cart: { ...NONE, operationKind: "place_order" },
  authorize_session: { ...NONE, operationKind: "place_order" },
  delete_incomplete_order: CORE_REPAIR,
  emit_order_placed: CORE_REPAIR,
  restore_payment: { ...REPAIR, isBookkeeping: true },
  // The replacement's own synchronization goes on from there.
  rebind_payment_session: {
    ...REPAIR,
    endsPass: true,
    operationKind: "place_order",
  },
  update_payment_intent_metadata: {
    ...NONE,
    changesStripe: true,
    operationKind: "tag_payment_intent",
  },
  release_authorization: {
    ...NONE,
    changesOrderMoney: true,
    changesStripe: true,
    operationKind: "release",
  },
  release_without_order: {
    ...NONE,
    isRepair: true,
    changesStripe: true,
    operationKind: "release",
  },
  cancel_medusa_payment: {
    ...NONE,
    changesOrderMoney: true,
    operationKind: "record",
  },
  settle_payment_collection: { ...NONE, isBookkeeping: true },
  repair_payment_collections: BOOKKEEPING,
  recalculate_order_summary: BOOKKEEPING,
  mark_session_authorized: BOOKKEEPING,
  mark_payment_captured: BOOKKEEPING,
  add_order_transaction: BOOKKEEPING,
  delete_order_transactions: BOOKKEEPING,
  remove_doubled_rows: CORE_REPAIR,
  cancel_order_changes: BOOKKEEPING,
  add_refund_credit_line: BOOKKEEPING,
  delete_orphan_capture: { ...CORE_REPAIR, changesOrderMoney: true },
  delete_orphan_refund: CORE_REPAIR,
  refund_canceled_order: {
    ...NONE,
    isRepair: true,
    changesOrderMoney: true,
    changesStripe: true,
    operationKind: "refund",
  },
  refund_for_fraud_warning: {
    ...NONE,
    changesOrderMoney: true,
    changesStripe: true,
    operationKind: "refund",
  },
  record_capture: { ...NONE, changesOrderMoney: true, operationKind: "record" },
  record_refund: { ...NONE, changesOrderMoney: true, operationKind: "record" },
  report_refund: { ...NONE, operationKind: "record" },
  capture: { ...NONE, changesOrderMoney: true, changesStripe: true },
  increment_hold: { ...NONE, changesOrderMoney: true, changesStripe: true },
  reject_request: { ...NONE, changesOrderMoney: true },
  complete_request: { ...NONE, changesOrderMoney: true },
  notify_authorization_expiring: NONE,
  // Stripe's answer is known beforehand: the metadata that was sent.
  tag_payment_intent_with_order: {
    ...NONE,
    isBookkeeping: true,
    operationKind: "tag_payment_intent",
  },
  write_order_status: NONE,
}

export function traitsOf(kind: PaymentDecisionKind): DecisionTraits {
  return TRAITS[kind]
}

/** Of a kind that a table names; a newer version may have written it. */
export function isCoreRepair(kind: string): boolean {
  return (
    Object.hasOwn(TRAITS, kind) &&
    TRAITS[kind as PaymentDecisionKind].isCoreRepair
  )
}

export type DiscrepancyStatus = "open" | "repaired"

/** @returns null where both sides agree, or ordinary work brings them together. */
export function readDiscrepancy(
  decision: PaymentDecision
): DiscrepancyStatus | null {
  if (requiresManualReview(decision)) {
    return "open"
  }
  return traitsOf(decision.kind).isRepair && !isFollowingRelease(decision)
    ? "repaired"
    : null
}

const WITH_MONEY: ReadonlySet<PaymentState> = new Set([
  "authorized",
  "captured",
  "canceled",
])

/**
 * How much of what is open the pass has judged, and may resolve. One with actions to come
 * has judged nothing yet. One that waits because somebody else is writing knows, of an
 * order, what only a person can settle, because that is reported at once. Where nothing
 * was paid yet, waiting is all there is.
 */
export function judgedBy(
  { kind }: PaymentDecision,
  {
    state,
    hasOrder,
  }: { readonly state: PaymentState; readonly hasOrder: boolean }
): "all" | "manual_review" | "nothing" {
  if (!traitsOf(kind).endsPass) {
    return "nothing"
  }
  if (kind !== "recheck_later" || !WITH_MONEY.has(state)) {
    return "all"
  }
  return hasOrder ? "manual_review" : "nothing"
}

/** Both sides disagree in a way that only a person can settle. */
export function requiresManualReview(decision: PaymentDecision): boolean {
  return "requiresManualReview" in decision
}

/** Core leaves the order's payment status to whoever cancels a payment. */
function isFollowingRelease(decision: PaymentDecision): boolean {
  return (
    decision.kind === "repair_payment_collections" &&
    decision.repairs.every(
      (repair) => repair.kind === "set_status" && repair.status === "canceled"
    )
  )
}
