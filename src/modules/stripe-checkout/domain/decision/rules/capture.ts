/**
 * How much a requested capture takes: what the order owes, less what its other payments
 * cover, and at most what is held or granted beyond the hold.
 */
import { because } from "../../reasons/reason"
import type { Facts, PaymentDecision, PaymentRequest, Rule } from "../decision"
import { pendingAmount } from "../delayed-payment"
import { capturableOf, reachOfIntent } from "../hold-grants"
import {
  coveredByOthers,
  owedBeside,
  pendingOfOthers,
  promisedToOthers,
} from "../order-money"

export const capture: Rule = (facts) => {
  const { medusa, stripe, request } = facts
  if (request?.kind !== "capture" || pendingAmount(stripe, medusa) > 0) {
    return null
  }
  const held = stripe.paymentIntent?.amountCapturable ?? 0
  if (held <= 0) {
    return nothingToCapture(facts, request)
  }
  return (
    partCaptured(facts, request) ??
    (waitsForReview(request) ? null : captureHeld(facts, request))
  )
}

function captureHeld(facts: Facts, request: PaymentRequest): PaymentDecision {
  const { medusa, stripe } = facts
  const held = stripe.paymentIntent?.amountCapturable ?? 0
  if (medusa.others.some(({ hasMoved }) => hasMoved)) {
    return { kind: "recheck_later", reason: because("other_payment_moved") }
  }
  const owed = owedBeside(medusa.order?.outstanding ?? 0, medusa.others)
  const own = { ...medusa.turn, hasBegun: request.hasBegun }
  const reach = reachOfIntent(stripe.paymentIntent)
  return captureWhatIsOwed(
    request,
    {
      held,
      reach,
      capturable: capturableOf(
        { held, reach },
        { owed, coveredByOthers: coveredByOthers(medusa.others) }
      ),
      owed,
      promised: promisedToOthers(own, medusa.others),
      pending: pendingOfOthers(medusa.others),
      mayKeepRest: mayKeepRest(facts),
    },
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
  /** What one capture may take at most. */
  readonly reach: number
  /** The same, less what the order's other payments cover. */
  readonly capturable: number
  readonly owed: number
  /** What the order's other holds will capture of it first. */
  readonly promised: number
  /** What a bank may still pay of it, because the order was placed before it decided. */
  readonly pending: number
  /** Multicapture is granted, and this need not be the last part. */
  readonly mayKeepRest: boolean
}

function captureWhatIsOwed(
  { operationId, amount: asked }: PaymentRequest,
  allocation: Allocation,
  currencyCode: string
): PaymentDecision {
  const { held, reach, capturable, owed, promised, pending, mayKeepRest } =
    allocation
  if (asked !== null && asked > reach) {
    return {
      kind: "reject_request",
      operationId,
      reason: because("amount_exceeds_hold", {
        requested: asked,
        held: reach,
        currency_code: currencyCode,
      }),
    }
  }
  const amount = Math.min(asked ?? capturable, capturable, owed)
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
  const money = { amount, held, currency_code: currencyCode }
  // Where the order owes nothing more, the rest is released at once.
  const keepsRest = mayKeepRest && amount < Math.min(held, owed)
  return keepsRest
    ? {
        kind: "capture",
        operationId,
        amount,
        keepsRest,
        reason: because("capturing_part", money),
      }
    : {
        kind: "capture",
        operationId,
        amount,
        reason: because(
          amount > held ? "capturing_beyond_hold" : "capturing",
          money
        ),
      }
}

/** Stripe takes no more captures of one PaymentIntent; the last one releases what is left. */
const MOST_CAPTURES = 50

function mayKeepRest({ medusa, stripe }: Facts): boolean {
  const captures = medusa.payment?.ledger.captures.length ?? 0
  return (
    stripe.paymentIntent?.grants?.keepsRest === true &&
    captures < MOST_CAPTURES - 1
  )
}

/**
 * What was requested has reached Stripe, and the process died before it could say so. Without
 * this, the rest of the hold would be captured for the same request.
 */
function partCaptured(
  { medusa, stripe }: Facts,
  { operationId, amount, hasBegun, receivedAtBegin }: PaymentRequest
): PaymentDecision | null {
  const { amountCapturable = 0, amountReceived = 0 } =
    stripe.paymentIntent ?? {}
  if (!hasBegun || receivedAtBegin === undefined || receivedAtBegin === null) {
    return null
  }
  const captured = amountReceived - receivedAtBegin
  return captured > 0 && captured >= (amount ?? 0)
    ? {
        kind: "complete_request",
        operationId,
        reason: because("capturing_part", {
          amount: captured,
          held: amountCapturable + captured,
          currency_code: medusa.currencyCode,
        }),
      }
    : null
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
