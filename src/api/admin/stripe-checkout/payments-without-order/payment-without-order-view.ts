/**
 * One payment without an order as the admin shows it, from our own row, as of the last
 * synchronization. Pure.
 */
import type { PaymentState } from "../../../../modules/stripe-checkout/domain/decision/payment-state"
import {
  type PaymentWithoutOrder,
  refuseRelease,
  refuseRetry,
  type WithoutOrderRefusal,
} from "../../../../modules/stripe-checkout/domain/payment-without-order"
import { describeReason } from "../../../../modules/stripe-checkout/domain/reasons/reason"
import type { PaymentRow } from "../../../../modules/stripe-checkout/repositories/payment-row"
import { dashboardUrl } from "../dashboard-url"
import type {
  PaymentWithoutOrderDescription,
  WithoutOrderOffer,
} from "./responses"

export interface PaymentWithoutOrderFacts {
  readonly row: PaymentRow
  readonly hasPendingRequest: boolean
  /** Null when the account is no longer configured. */
  readonly isLiveMode: boolean | null
  readonly email: string | null
  /** The cart has become an order that the row does not know yet, or not as its own. */
  readonly orderOfCart: string | null
  readonly releaseAfterHours: number
}

export function describePaymentWithoutOrder(
  facts: PaymentWithoutOrderFacts
): PaymentWithoutOrderDescription {
  const { row, isLiveMode } = facts
  const isHeld = row.state === "authorized"
  const reason = row.sync_failure ?? row.reason
  const payment: PaymentWithoutOrder = {
    seen: { ...row, order_id: row.order_id ?? facts.orderOfCart },
    hasPendingRequest: facts.hasPendingRequest,
    isAccountKnown: isLiveMode !== null,
  }
  return {
    payment_session_id: row.payment_session_id,
    payment_intent_id: row.payment_intent_id,
    cart_id: row.cart_id,
    email: facts.email,
    account: row.stripe_account,
    state: row.state as PaymentState,
    currency_code: row.currency_code,
    amount: Number(row.amount),
    held: isHeld ? Number(row.amount_capturable) : 0,
    captured: Number(row.amount_captured),
    refunded: Number(row.amount_refunded),
    failing_since: row.order_failing_since,
    ...(reason ? describeReason(reason) : NO_REASON),
    capture_before: isHeld ? row.capture_before : null,
    release_due_at: isHeld ? findReleaseDate(facts) : null,
    dashboard_url: dashboardUrl(row.payment_intent_id, isLiveMode),
    is_test_mode: isLiveMode === false,
    created_at: row.created_at,
    synced_at: row.synced_at,
    next_attempt_at: row.next_sync_at,
    actions: {
      retry: offer(refuseRetry(payment)),
      release: offer(refuseRelease(payment)),
    },
  }
}

const NO_REASON = { reason: null, reason_code: null, reason_params: null }

const HOUR_MS = 60 * 60 * 1000

function findReleaseDate({
  row: { order_failing_since: since },
  releaseAfterHours,
}: PaymentWithoutOrderFacts): string | null {
  return (
    since &&
    new Date(Date.parse(since) + releaseAfterHours * HOUR_MS).toISOString()
  )
}

function offer(refusal: WithoutOrderRefusal | null): WithoutOrderOffer {
  return { allowed: refusal === null, reason: refusal }
}
