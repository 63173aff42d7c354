/**
 * How much a requested capture takes: what the order owes, less what its other payments
 * cover, and at most what is held.
 */
import { because } from "../../reasons/reason"
import type { Facts, PaymentDecision, PaymentRequest, Rule } from "../decision"
import { pendingAmount } from "../delayed-payment"
import { owedBeside, pendingOfOthers, promisedToOthers } from "../order-money"

export const capture: Rule = (facts) => {
  const { medusa, stripe, request } = facts
  const isPending = pendingAmount(stripe, medusa) > 0
  return request?.kind === "capture" && !isPending
    ? captureHold(facts, request)
    : null
}

function captureHold(
  facts: Facts,
  request: PaymentRequest
): PaymentDecision | null {
  const { medusa, stripe } = facts
  const held = stripe.paymentIntent?.amountCapturable ?? 0
  if (held <= 0) {
    return nothingToCapture(facts, request)
  }
  if (waitsForReview(request)) {
    return null
  }
  if (medusa.others.some(({ hasMoved }) => hasMoved)) {
    return { kind: "recheck_later", reason: because("other_payment_moved") }
  }
  const owed = owedBeside(medusa.order?.outstanding ?? 0, medusa.others)
  const own = { ...medusa.turn, hasBegun: request.hasBegun }
  const promised = promisedToOthers(own, medusa.others)
  const pending = pendingOfOthers(medusa.others)
  return captureWhatIsOwed(
    request,
    { held, owed, promised, pending },
    medusa.currencyCode
  )
}

/** What has begun may have reached Stripe, so it is finished. */
function waitsForReview({ isInReview, hasBegun }: PaymentRequest): boolean {
  return isInReview === true && !hasBegun
}

/** After everything else, because it only waits. */
export const captureInReview: Rule = ({ request }) =>
  request?.kind === "capture" && waitsForReview(request)
    ? { kind: "recheck_later", reason: because("waits_for_review") }
    : null

interface Allocation {
  readonly held: number
  readonly owed: number
  /** What the order's other holds will capture of it first. */
  readonly promised: number
  /** What a bank may still pay of it, because the order was placed before it decided. */
  readonly pending: number
}

function captureWhatIsOwed(
  { operationId, amount: asked }: PaymentRequest,
  { held, owed, promised, pending }: Allocation,
  currencyCode: string
): PaymentDecision {
  if (asked !== null && asked > held) {
    return {
      kind: "reject_request",
      operationId,
      reason: because("amount_exceeds_hold", {
        requested: asked,
        held,
        currency_code: currencyCode,
      }),
    }
  }
  const amount = Math.min(asked ?? held, held, owed)
  if (amount <= 0) {
    return {
      kind: "reject_request",
      operationId,
      reason: because("nothing_outstanding"),
    }
  }
  if (amount > owed - promised) {
    return {
      kind: "recheck_later",
      reason: because("waits_for_other_capture", {
        amount: promised,
        currency_code: currencyCode,
      }),
    }
  }
  if (amount > owed - promised - pending) {
    return {
      kind: "recheck_later",
      reason: because("waits_for_pending_payment", {
        amount: pending,
        currency_code: currencyCode,
      }),
    }
  }
  return {
    kind: "capture",
    operationId,
    amount,
    reason: because("capturing", { amount, held, currency_code: currencyCode }),
  }
}

function nothingToCapture(
  { medusa, stripe }: Facts,
  { operationId, amount, capturedBefore }: PaymentRequest
): PaymentDecision {
  const received = stripe.paymentIntent?.amountReceived ?? 0
  const isByOther = amount !== null && received - capturedBefore < amount
  if (received > 0 && isByOther) {
    return {
      kind: "reject_request",
      operationId,
      reason: because("rest_was_released", {
        amount: received,
        currency_code: medusa.currencyCode,
      }),
    }
  }
  return received > 0
    ? {
        kind: "complete_request",
        operationId,
        reason: because("captured_already", {
          amount: received,
          currency_code: medusa.currencyCode,
        }),
      }
    : {
        kind: "reject_request",
        operationId,
        reason: because("nothing_to_capture"),
      }
}
