/**
 * A hold is incremented on request only: the issuer is asked for more of the shopper's money
 * without the shopper. What the order owes is read once more right before.
 */
import { because } from "../../reasons/reason"
import type { Facts, Rule } from "../decision"
import { readPaymentState } from "../payment-state"

export const incrementHold: Rule = (facts) => {
  const { medusa, request } = facts
  if (request?.kind !== "hold_increment") {
    return null
  }
  const { operationId, amount } = request
  const refusal = refuse(facts, amount)
  if (refusal !== null || amount === null) {
    const reason = because(refusal ?? "hold_not_incrementable")
    return { kind: "reject_request", operationId, reason }
  }
  const money = { amount, currency_code: medusa.currencyCode }
  return isHeldAlready(facts, amount)
    ? {
        kind: "complete_request",
        operationId,
        reason: because("hold_incremented", money),
      }
    : {
        kind: "increment_hold",
        operationId,
        amount,
        reason: because("incrementing_hold", money),
      }
}

/** The process died before it could say so. */
function isHeldAlready({ stripe }: Facts, amount: number | null): boolean {
  const held = stripe.paymentIntent?.amountCapturable ?? 0
  return amount !== null && held >= amount
}

function refuse(
  facts: Facts,
  amount: number | null
): "hold_not_incrementable" | "hold_increment_not_granted" | null {
  const { paymentIntent: intent } = facts.stripe
  if (!isUntouched(facts)) {
    return "hold_not_incrementable"
  }
  if (isHeldAlready(facts, amount)) {
    return null
  }
  if (intent?.isAuthorizationExpired) {
    return "hold_not_incrementable"
  }
  return intent?.grants?.mayIncrement ? null : "hold_increment_not_granted"
}

/** Stripe increments nothing of which a part was captured. */
function isUntouched({ stripe }: Facts): boolean {
  return (
    readPaymentState(stripe) === "authorized" &&
    stripe.paymentIntent?.amountReceived === 0
  )
}
