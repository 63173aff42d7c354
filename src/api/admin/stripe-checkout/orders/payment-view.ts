/**
 * One payment as the admin shows it, from our own row, as of the last synchronization.
 */

import type { PaymentState } from "../../../../modules/stripe-checkout/domain/decision/payment-state"
import {
  toMajorUnits,
  toMinorUnits,
} from "../../../../modules/stripe-checkout/domain/money"
import { describeReason } from "../../../../modules/stripe-checkout/domain/reasons/reason"
import type { DisputeRow } from "../../../../modules/stripe-checkout/repositories/disputes"
import type { OperationRow } from "../../../../modules/stripe-checkout/repositories/operation-row"
import type { PaymentRow } from "../../../../modules/stripe-checkout/repositories/payment-row"
import { dashboardUrl } from "../dashboard-url"
import { describeDisputes } from "./dispute-view"
import type {
  CaptureOffer,
  OperationDescription,
  PaymentDescription,
  PaymentEventDescription,
  PaymentStatus,
  ActionRefusal,
} from "./responses"

export interface PaymentFacts {
  readonly row: PaymentRow
  /** Newest first. */
  readonly operations: readonly OperationRow[]
  readonly events: readonly PaymentEventDescription[]
  readonly disputes: readonly DisputeRow[]
  /** Null when the account is no longer configured. */
  readonly isLiveMode: boolean | null
  readonly paidByOtherPayment: boolean
  readonly isOrderCanceled: boolean
  /** Minor units that no other payment of the order will cover. */
  readonly outstanding: number
  /** Minor units that overcapture lets it capture beyond its hold; absent without. */
  readonly beyondHold?: number
  /** Its place among the order's holds, from 0; null where it holds nothing. */
  readonly turn: number | null
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
    payment_id: row.payment_id,
    state,
    payment_status: readPaymentStatus(row, hasFailedCapture(operations)),
    paid_by_other_payment: facts.paidByOtherPayment,
    currency_code: row.currency_code,
    amounts,
    refunds: (row.refunds ?? []).map((refund) => ({
      id: refund.id,
      amount: Number(refund.amount),
      status: refund.status,
      failure_reason: refund.reason,
      created_at: refund.created_at,
    })),
    capture_before: money.held > 0 ? row.capture_before : null,
    ...(row.reason ? describeReason(row.reason) : NO_REASON),
    synced_at: row.synced_at,
    dashboard_url: dashboardUrl(row.payment_intent_id, isLiveMode),
    is_test_mode: isLiveMode === false,
    actions: {
      capture: {
        ...capture,
        amount: major(capture.amount),
        turn: facts.turn,
        ...(capture.amount > money.held
          ? { beyond_hold: major(capture.amount - money.held) }
          : {}),
        ...(money.held > 0 && row.grants?.parts ? { keeps_rest: true } : {}),
      },
      release: { allowed: refusal === null, reason: refusal },
    },
    disputes: describeDisputes(facts.disputes),
    operations: describeOperations(operations),
    events: facts.events,
  }
}

const NO_REASON = { reason: null, reason_code: null, reason_params: null }

/** Minor units that the issuer holds, as of the last synchronization. */
export function heldBy(row: PaymentRow): number {
  return readMoney(row).held
}

/** What became of the payment's money, in minor units, as of the last synchronization. */
export function readMoney(row: PaymentRow): Money {
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

/** @param hasFailed whether the last capture that was attempted has failed */
export function readPaymentStatus(
  row: PaymentRow,
  hasFailed: boolean
): PaymentStatus {
  const state = row.state as PaymentState
  switch (state) {
    case "authorized":
      return hasFailed ? "capture_failed" : "held"
    case "captured":
      return readCapturedStatus(readMoney(row))
    case "canceled":
      return row.reported_status === "lapsed" ? "lapsed" : "released"
    default:
      return state
  }
}

function readCapturedStatus(money: Money): PaymentStatus {
  if (money.refunded > 0) {
    return money.refunded >= money.captured ? "refunded" : "partially_refunded"
  }
  return money.released > 0 ? "partially_captured" : "captured"
}

/** The newest capture decides, also while it is under way, but not if it was rejected. */
function hasFailedCapture(operations: readonly OperationRow[]): boolean {
  const attempted = operations.find(
    ({ kind, status }) => kind === "capture" && status !== "rejected"
  )
  return attempted?.status === "failed"
}

function offerCapture(
  facts: PaymentFacts,
  money: Money
): Omit<CaptureOffer, "turn"> {
  const reason = refuseBoth(facts, money) ?? refuseCapture(facts)
  const capturable = money.held + (facts.beyondHold ?? 0)
  const amount = reason === null ? Math.min(capturable, facts.outstanding) : 0
  return { allowed: reason === null, reason, amount }
}

function refuseCapture(facts: PaymentFacts): ActionRefusal | null {
  if (facts.paidByOtherPayment) {
    return "paid_by_other_payment"
  }
  return facts.outstanding > 0 ? null : "nothing_owed"
}

function refuseBoth(facts: PaymentFacts, money: Money): ActionRefusal | null {
  if (money.held <= 0) {
    return "nothing_held"
  }
  if (facts.isLiveMode === null) {
    return "account_missing"
  }
  if (facts.isOrderCanceled) {
    return "order_canceled"
  }
  return facts.operations.some(
    ({ source, status }) => source !== "system" && status === "pending"
  )
    ? "already_requested"
    : null
}

/** The order card shows only the newest ones. */
const MAXIMUM_OPERATIONS = 20

export function describeOperations(
  operations: readonly OperationRow[]
): OperationDescription[] {
  return operations.slice(0, MAXIMUM_OPERATIONS).map((operation) => ({
    id: operation.id,
    kind: operation.kind,
    source: operation.source,
    amount: operation.amount === null ? null : Number(operation.amount),
    status: operation.status,
    ...describeReason(operation.reason),
    rule: operation.rule,
    requested_by_status: operation.requested_by_status,
    actor: operation.actor,
    attempts: operation.attempts,
    created_at: operation.created_at.toISOString(),
    settled_at: operation.settled_at?.toISOString() ?? null,
  }))
}
