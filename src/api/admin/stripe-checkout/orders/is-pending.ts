/**
 * Whether something is still under way, so that the card reads again soon. Pure.
 */
import {
  type OrderRules,
  requestOf,
} from "../../../../modules/stripe-checkout/domain/order-status/order-rules"
import type { OperationDescription, PaymentDescription } from "./responses"

/** Whether the response will soon be outdated although nobody acts. */
export function isPending(
  payments: readonly PaymentDescription[],
  orderStatus: string | null,
  rules: OrderRules
): boolean {
  return payments.some(
    (payment) =>
      payment.state === "processing" ||
      payment.operations.some(isUnderWay) ||
      awaitsResult(payment, orderStatus, rules)
  )
}

/** A review may take days, and a person ends it. */
function isUnderWay({
  reason_code,
  source,
  status,
}: OperationDescription): boolean {
  return (
    source !== "system" &&
    status === "pending" &&
    reason_code !== "waits_for_review"
  )
}

/** The status requests something that no rule has evaluated yet. */
function awaitsResult(
  { state, operations }: PaymentDescription,
  orderStatus: string | null,
  rules: OrderRules
): boolean {
  if (state !== "authorized" || orderStatus === null) {
    return false
  }
  const newestRequest = operations.find(
    ({ kind, source }) =>
      source !== "system" && (kind === "capture" || kind === "release")
  )
  return (
    requestOf(orderStatus, rules) !== null &&
    newestRequest?.requested_by_status !== orderStatus
  )
}
