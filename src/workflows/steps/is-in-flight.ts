import type { OrderRules } from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import type { PaymentDescription } from "./order-payments-description"

/** Whether what the admin shows now will soon be outdated without anybody's doing. */
export function isInFlight(
  payments: readonly PaymentDescription[],
  orderStatus: string | null,
  rules: OrderRules
): boolean {
  return payments.some(
    (payment) =>
      payment.state === "processing" ||
      payment.operations.some(({ status }) => status === "wanted") ||
      awaitsAnswer(payment, orderStatus, rules)
  )
}

/** The status asks for something that nobody has answered yet. */
function awaitsAnswer(
  { state, operations }: PaymentDescription,
  orderStatus: string | null,
  rules: OrderRules
): boolean {
  if (state !== "authorized" || orderStatus === null) {
    return false
  }
  const asks =
    rules.releaseOn.includes(orderStatus) ||
    rules.captureOn.some((rule) => "to" in rule && rule.to === orderStatus)
  return asks && operations[0]?.requested_by_status !== orderStatus
}
