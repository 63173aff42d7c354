/**
 * One payment as the admin shows it, from our own row: how it stood at the last look.
 */

import type { PaymentState } from "../../../../modules/stripe-checkout/domain/decision/payment-state"
import {
  toMajorUnits,
  toMinorUnits,
} from "../../../../modules/stripe-checkout/domain/money"
import type { WishRow } from "../../../../modules/stripe-checkout/repositories/operations"
import type { PaymentRow } from "../../../../modules/stripe-checkout/repositories/payment-row"
import type {
  CaptureOffer,
  OperationDescription,
  PaymentDescription,
  PaymentSituation,
  Refusal,
} from "./responses"

export interface PaymentFacts {
  readonly row: PaymentRow
  /** Newest first. */
  readonly operations: readonly WishRow[]
  /** Null when the account is no longer configured. */
  readonly isLiveMode: boolean | null
  readonly isPaidOtherwise: boolean
  readonly isOrderCanceled: boolean
  /** Minor units that no other payment of the order will cover. */
  readonly outstanding: number
}

/** Minor units. */
interface Money {
  readonly held: number
  readonly captured: number
  readonly released: number
  readonly refunded: number
}

export function describePayment(facts: PaymentFacts): PaymentDescription {
  const { row, operations, isLiveMode } = facts
  const state = row.state as PaymentState
  const money = readMoney(row)
  const major = (minor: number): number =>
    Number(toMajorUnits(minor, row.currency_code))
  const amounts = {
    held: major(money.held),
    captured: major(money.captured),
    released: major(money.released),
    refunded: major(money.refunded),
  }
  const capture = offerCapture(facts, money)
  const refusal = refuseBoth(facts, money)
  return {
    payment_session_id: row.payment_session_id,
    payment_intent_id: row.payment_intent_id,
    state,
    situation: readSituation(facts, money),
    is_paid_otherwise: facts.isPaidOtherwise,
    currency_code: row.currency_code,
    amounts,
    capture_before: money.held > 0 ? row.capture_before : null,
    reason: row.reason,
    looked_at: row.looked_at,
    dashboard_url: dashboardUrl(row.payment_intent_id, isLiveMode),
    is_test_mode: isLiveMode === false,
    actions: {
      capture: { ...capture, amount: major(capture.amount) },
      release: { allowed: refusal === null, reason: refusal },
    },
    operations: describeOperations(operations),
  }
}

/** Minor units that a capture without an amount takes of this payment. */
export function capturableOf({ row, outstanding }: PaymentFacts): number {
  return Math.min(readMoney(row).held, outstanding)
}

function readMoney(row: PaymentRow): Money {
  const minor = (amount: string): number =>
    toMinorUnits(amount, row.currency_code)
  const isHeld = row.state === "authorized"
  const isOver = row.state === "captured" || row.state === "canceled"
  const captured = minor(row.amount_captured)
  return {
    held: isHeld ? minor(row.amount_capturable) : 0,
    captured,
    released: isOver ? Math.max(0, minor(row.amount) - captured) : 0,
    refunded: minor(row.amount_refunded),
  }
}

function readSituation(facts: PaymentFacts, money: Money): PaymentSituation {
  const state = facts.row.state as PaymentState
  switch (state) {
    case "authorized":
      return hasFailedCapture(facts.operations) ? "capture_failed" : "held"
    case "captured":
      return readTakenSituation(money)
    case "canceled":
      return facts.row.told_situation === "lapsed" ? "lapsed" : "released"
    default:
      return state
  }
}

function readTakenSituation(money: Money): PaymentSituation {
  if (money.refunded > 0) {
    return money.refunded >= money.captured ? "refunded" : "partially_refunded"
  }
  return money.released > 0 ? "partially_captured" : "captured"
}

/** What was tried last decides, also after it was declined for another reason. */
function hasFailedCapture(operations: readonly WishRow[]): boolean {
  const tried = operations.find(
    ({ kind, status }) =>
      kind === "capture" && (status === "done" || status === "failed")
  )
  return tried?.status === "failed"
}

function offerCapture(facts: PaymentFacts, money: Money): CaptureOffer {
  const reason = refuseBoth(facts, money) ?? refuseOnlyCapture(facts)
  const amount = reason === null ? capturableOf(facts) : 0
  return { allowed: reason === null, reason, amount }
}

function refuseOnlyCapture(facts: PaymentFacts): Refusal | null {
  if (facts.isPaidOtherwise) {
    return "paid_otherwise"
  }
  return facts.outstanding > 0 ? null : "nothing_owed"
}

function refuseBoth(facts: PaymentFacts, money: Money): Refusal | null {
  if (money.held <= 0) {
    return "nothing_held"
  }
  if (facts.isLiveMode === null) {
    return "account_missing"
  }
  if (facts.isOrderCanceled) {
    return "order_canceled"
  }
  return facts.operations.some(({ status }) => status === "wanted")
    ? "under_way"
    : null
}

function dashboardUrl(
  paymentIntentId: string | null,
  isLiveMode: boolean | null
): string | null {
  if (paymentIntentId === null || isLiveMode === null) {
    return null
  }
  const mode = isLiveMode ? "" : "test/"
  return `https://dashboard.stripe.com/${mode}payments/${encodeURIComponent(paymentIntentId)}`
}

/** A card shows the newest; the rest is history. */
const NEWEST = 20

export function describeOperations(
  operations: readonly WishRow[]
): OperationDescription[] {
  return operations.slice(0, NEWEST).map((operation) => ({
    id: operation.id,
    kind: operation.kind,
    amount: operation.amount === null ? null : Number(operation.amount),
    status: operation.status,
    reason: operation.reason,
    rule: operation.rule,
    requested_by_status: operation.requested_by_status,
    actor: operation.actor,
    attempts: operation.attempts,
    created_at: operation.created_at.toISOString(),
    settled_at: operation.settled_at?.toISOString() ?? null,
  }))
}
