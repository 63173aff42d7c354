/**
 * What the card derives from the API's response about an order's payments.
 */
import type { AdminOrder } from "@medusajs/framework/types"

import type {
  OrderPaymentsDescription,
  PaymentDescription,
  ActionRefusal,
} from "../../api/admin/stripe-checkout/orders/responses"

const PROVIDER_ID_PREFIX = "pp_stripe-checkout_"

/** Known from the order itself, so that only such orders show a skeleton while loading. */
export function isPaidWithStripeCheckout(order: AdminOrder): boolean {
  return order.payment_collections.some((collection) =>
    [
      ...(collection.payments ?? []),
      ...(collection.payment_sessions ?? []),
    ].some(({ provider_id }) => provider_id.startsWith(PROVIDER_ID_PREFIX))
  )
}

const NEVER_PAID: ReadonlySet<PaymentDescription["payment_status"]> = new Set([
  "awaiting_customer",
  "expired",
  "failed",
])

/** Whether anything was paid with it, so that Stripe can say how. */
export function hasReachedStripe({
  payment_intent_id,
  payment_status,
}: PaymentDescription): boolean {
  return payment_intent_id !== null && !NEVER_PAID.has(payment_status)
}

/** In major units. */
export interface AvailableAmount {
  readonly amount: number
  readonly currencyCode: string
}

/** What one click captures, over all of the order's holds; null when there is none. */
export function readCapturable(
  payments: readonly PaymentDescription[]
): AvailableAmount | null {
  return sumAmounts(
    payments.filter(({ actions }) => actions.capture.allowed),
    ({ actions }) => actions.capture.amount
  )
}

/** What one click releases; null when nothing may be released. */
export function readReleasable(
  payments: readonly PaymentDescription[]
): AvailableAmount | null {
  return sumAmounts(
    payments.filter(({ actions }) => actions.release.allowed),
    ({ amounts }) => amounts.held
  )
}

function sumAmounts(
  payments: readonly PaymentDescription[],
  amountOf: (payment: PaymentDescription) => number
): AvailableAmount | null {
  const [first] = payments
  return first
    ? {
        amount: payments.reduce((sum, payment) => sum + amountOf(payment), 0),
        currencyCode: first.currency_code,
      }
    : null
}

/** Why none of the payments allows the action; null when at least one does. */
export function readRefusal(
  action: "capture" | "release",
  payments: readonly PaymentDescription[]
): ActionRefusal | null {
  if (payments.some(({ actions }) => actions[action].allowed)) {
    return null
  }
  const held = payments.find(({ amounts }) => amounts.held > 0)
  return held?.actions[action].reason ?? "nothing_held"
}

export type NextStep =
  "another_payment" | "payment_link" | "other_amount" | "settings"

const STEPS: Readonly<Record<string, NextStep>> = {
  stripe_checkout_hold_gone: "payment_link",
  stripe_checkout_rest_released: "payment_link",
  stripe_checkout_amount_off_step: "other_amount",
  stripe_misconfigured: "settings",
  stripe_object_unknown: "settings",
}

/** What to do about a capture that failed, or that fails again and again; null otherwise. */
export function adviseOnCapture({
  operations,
  payment_status: status,
}: Pick<PaymentDescription, "operations" | "payment_status">): NextStep | null {
  const last = operations.find(
    ({ kind, status: outcome }) => kind === "capture" && outcome !== "rejected"
  )
  if (last?.status === "failed" && status === "capture_failed") {
    return STEPS[String(last.reason_params["error_code"])] ?? "another_payment"
  }
  return last?.status === "pending"
    ? (STEPS[String(last.reason_params["error_code"])] ?? null)
    : null
}

export type PartialCaptureValidation =
  | { readonly isValid: true; readonly amount: number }
  | { readonly isValid: false; readonly problem: "tooLittle" | "tooMuch" }

/** Whether this part of what is held can be captured. */
export function validatePartialCapture(
  amount: number | null,
  held: number
): PartialCaptureValidation {
  if (amount === null || amount <= 0) {
    return { isValid: false, problem: "tooLittle" }
  }
  if (amount > held) {
    return { isValid: false, problem: "tooMuch" }
  }
  return { isValid: true, amount }
}

/** Changes whenever the rest of the order's page may have something new to show. */
export function fingerprintOf(orderPayments: OrderPaymentsDescription): string {
  return JSON.stringify([
    orderPayments.order_status,
    orderPayments.payments.map(
      ({ payment_status, amounts, disputes, operations }) => [
        payment_status,
        amounts,
        disputes.map(({ stripe_id, status }) => [stripe_id, status]),
        operations.map(({ id, status }) => [id, status]),
      ]
    ),
  ])
}
