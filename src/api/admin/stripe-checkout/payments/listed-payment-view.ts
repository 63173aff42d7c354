/**
 * One payment of the list, from our own row, as of the last synchronization. Pure.
 */
import type { PaymentState } from "../../../../modules/stripe-checkout/domain/decision/payment-state"
import { toMajorUnits } from "../../../../modules/stripe-checkout/domain/money"
import {
  describeReason,
  type Reason,
} from "../../../../modules/stripe-checkout/domain/reasons/reason"
import type { ListedPayment } from "../../../../modules/stripe-checkout/repositories/payment-list"
import type { DisputeRow } from "../../../../modules/stripe-checkout/repositories/disputes"
import type { PaymentRow } from "../../../../modules/stripe-checkout/repositories/payment-row"
import { dashboardUrl } from "../dashboard-url"
import { describeDisputes } from "../orders/dispute-view"
import { readMoney, readPaymentStatus } from "../orders/payment-view"
import type { DisputeDescription, PaymentStatus } from "../orders/responses"
import type { OrderOfPayment } from "./medusa-side"
import type { ListedPaymentDescription } from "./responses"

export interface ListedPaymentFacts extends ListedPayment {
  /** Null where there is none, or Medusa does not know it any more. */
  readonly order: OrderOfPayment | null
  readonly cartEmail: string | null
  /** What the bank or Stripe objects, open or not. */
  readonly disputes: readonly DisputeRow[]
  readonly authorizedAt: string | null
  /** What a payment link requests now, in major units; null for any other payment. */
  readonly requested: number | null
  /** Null when the account is no longer configured. */
  readonly isLiveMode: boolean | null
}

export function describeListedPayment(
  facts: ListedPaymentFacts
): ListedPaymentDescription {
  const { row, order, isLiveMode } = facts
  const money = readMoney(row)
  const major = (minor: number): number =>
    Number(toMajorUnits(minor, row.currency_code))
  const status = readStatus(facts)
  const dispute = readOpenDispute(facts)
  const reason = readReason(facts, dispute)
  return {
    payment_session_id: row.payment_session_id,
    payment_intent_id: row.payment_intent_id,
    order_id: row.order_id,
    display_id: order?.displayId ?? null,
    cart_id: row.cart_id,
    email: order?.email ?? facts.cartEmail,
    account: row.stripe_account,
    state: row.state as PaymentState,
    payment_status: status,
    currency_code: row.currency_code,
    amount: facts.requested ?? Number(row.amount),
    captured: major(money.captured),
    refunded: major(money.refunded),
    capturable: major(money.held),
    authorized_at: facts.authorizedAt,
    capture_before:
      money.held > 0 || status === "lapsed" ? row.capture_before : null,
    ...(reason
      ? describeReason(reason)
      : { reason: null, reason_code: null, reason_params: null }),
    dispute,
    dashboard_url: dashboardUrl(row.payment_intent_id, isLiveMode),
    is_test_mode: isLiveMode === false,
    created_at: row.created_at,
    synced_at: row.synced_at,
  }
}

/** The page of a payment link may have expired; the link opens another one. */
function readStatus({ row, requested }: ListedPaymentFacts): PaymentStatus {
  return requested !== null && row.state === "expired"
    ? "awaiting_customer"
    : readPaymentStatus(row, hasFailedCapture(row))
}

/** The order's status says so as soon as a capture has failed for good. */
function hasFailedCapture({ reported_status }: PaymentRow): boolean {
  return reported_status === "captureFailed"
}

/** What keeps somebody from their work comes before what is merely so. */
function readReason(
  { row, review, captureFailure }: ListedPayment,
  dispute: DisputeDescription | null
): Reason | null {
  return (
    row.sync_failure ??
    review ??
    captureFailure ??
    (dispute && readDisputeReason(dispute)) ??
    row.reason
  )
}

function readDisputeReason({
  reason_code: code,
  reason_params: params,
}: DisputeDescription): Reason {
  return { code, params }
}

function readOpenDispute({
  disputes,
}: ListedPaymentFacts): DisputeDescription | null {
  return describeDisputes(disputes).find(({ is_open }) => is_open) ?? null
}
