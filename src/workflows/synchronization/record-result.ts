/**
 * Writes down how the payment stands and why, and says it in the log: ids and the
 * reason, never a payload.
 */
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  endsLooking,
  isBookkeeping,
} from "../../modules/stripe-checkout/domain/decision/decision-traits"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import {
  readPaymentState,
  type StripePayment,
} from "../../modules/stripe-checkout/domain/decision/payment-state"
import { decideNextLook } from "../../modules/stripe-checkout/domain/decision/next-sync"
import type { PaymentDecision } from "../../modules/stripe-checkout/domain/decision/decide"
import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import type { OperationKind } from "../../modules/stripe-checkout/repositories/operations"
import type {
  PaymentPatch,
  PaymentRow,
} from "../../modules/stripe-checkout/repositories/payment-row"
import type { MedusaReading } from "../medusa/payment"
import { resolveModule } from "../support/module"

interface RecordInput {
  readonly lease: Lease
  readonly reading: MedusaReading
  readonly stripe: StripePayment
  readonly decision: PaymentDecision
}

export const recordOutcomeStep = createStep(
  "record-outcome",
  async (input: RecordInput, { container }) => {
    const { lease, reading, stripe, decision } = input
    await resolveModule(container).payments.write(lease, {
      // What was handed over is noted with the heir.
      ...(decision.kind === "bind_anew"
        ? {}
        : describeMoneyAtStripe(reading.row, stripe)),
      reason: chooseReason(input),
      payment_id: reading.medusa.payment?.id ?? null,
      order_id: reading.medusa.order?.id ?? reading.row.order_id,
      looked_at: new Date().toISOString(),
      ...describeNextLook(input),
    })
    if (endsLooking(decision.kind)) {
      await resolveModule(container).operations.concludeDeeds(
        reading.row.payment_session_id,
        findDone(input)
      )
    }
    if (!isAtRest(decision)) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .info(describeForLog(input))
    }
    return new StepResponse({ reason: decision.reason })
  }
)

/** At rest both sides agree, so what was to be recorded or mended is. */
function findDone({ reading, stripe }: RecordInput): Set<OperationKind> {
  const { order } = reading.medusa
  const done = new Set<OperationKind>(["record", "repair"])
  if (order) {
    done.add("complete")
  }
  if (order && stripe.paymentIntent?.orderId === order.id) {
    done.add("describe")
  }
  if (readPaymentState(stripe) === "canceled") {
    done.add("release")
  }
  return done
}

function describeMoneyAtStripe(
  row: PaymentRow,
  stripe: StripePayment
): PaymentPatch {
  const state = readPaymentState(stripe)
  const intent = stripe.paymentIntent
  if (!intent) {
    return { state }
  }
  const major = (minor: number): string =>
    toMajorUnits(minor, row.currency_code)
  return {
    state,
    payment_intent_id: intent.id,
    amount_capturable: major(intent.amountCapturable),
    amount_captured: major(intent.amountReceived),
    amount_refunded: major(intent.amountRefunded),
    capture_before:
      intent.captureBefore === null
        ? null
        : new Date(intent.captureBefore * 1000).toISOString(),
  }
}

/** After a deed the next look follows at once; at rest it may be due much later. */
function describeNextLook({
  reading,
  stripe,
  decision,
}: RecordInput): PaymentPatch {
  if (!isAtRest(decision)) {
    return decision.kind === "complete_cart" ? { unplaceable_since: null } : {}
  }
  const { page_expires_at } = reading.row
  const next = decideNextLook({
    decision,
    state: readPaymentState(stripe),
    pageExpiresAt: page_expires_at ? new Date(page_expires_at) : null,
    now: new Date(),
  })
  return { failed_looks: 0, next_look_at: next?.toISOString() ?? null }
}

/**
 * That both sides agree is no news, nor is that a row of core's was put right: what led
 * there is what people want to read. What they are to do they must read.
 */
function chooseReason({ reading, stripe, decision }: RecordInput): string {
  const { reason, state } = reading.row
  const isUnchanged = state === readPaymentState(stripe)
  const isNews = needsPerson(decision) || !isHousekeeping(decision)
  return !isNews && isUnchanged && reason !== null ? reason : decision.reason
}

function isHousekeeping(decision: PaymentDecision): boolean {
  return isAtRest(decision) || isBookkeeping(decision.kind)
}

function needsPerson(decision: PaymentDecision): boolean {
  return decision.kind === "rest" && decision.needsPerson === true
}

function isAtRest(decision: PaymentDecision): boolean {
  return decision.kind === "rest" || decision.kind === "wait"
}

function describeForLog({ reading, stripe, decision }: RecordInput): string {
  const { row, medusa } = reading
  const where = medusa.order
    ? `order #${medusa.order.displayId}`
    : (row.cart_id ?? row.payment_session_id)
  const what = decision.kind.replaceAll("_", " ")
  return `stripe-checkout: ${where}, ${stripe.paymentIntent?.id ?? "no PaymentIntent"}, ${what}: ${decision.reason}`
}
