/**
 * Writes down how the payment stands and why, and says it in the log: ids and the
 * reason, never a payload.
 */
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import {
  readPaymentState,
  type StripePayment,
} from "../../modules/stripe-checkout/domain/payment-state"
import type { PaymentDecision } from "../../modules/stripe-checkout/domain/payment-transition"
import type { Lease } from "../../modules/stripe-checkout/rows/leases"
import type { MedusaReading } from "./read-medusa-payment"
import { resolveModule } from "./resolve-module"

interface RecordInput {
  readonly lease: Lease
  readonly reading: MedusaReading
  readonly stripe: StripePayment
  readonly decision: PaymentDecision
}

export const recordOutcomeStep = createStep(
  "record-outcome",
  async ({ lease, reading, stripe, decision }: RecordInput, { container }) => {
    const { row, medusa } = reading
    const intent = stripe.paymentIntent
    const major = (minor: number | undefined): string =>
      toMajorUnits(minor ?? 0, row.currency_code)
    await resolveModule(container).payments.write(lease, {
      state: readPaymentState(stripe),
      reason: decision.reason,
      payment_id: medusa.payment?.id ?? null,
      order_id: medusa.order?.id ?? row.order_id,
      payment_intent_id: intent?.id ?? row.payment_intent_id,
      amount_capturable: major(intent?.amountCapturable),
      amount_captured: major(intent?.amountReceived),
      amount_refunded: major(intent?.amountRefunded),
      capture_before: intent?.captureBefore
        ? new Date(intent.captureBefore * 1000).toISOString()
        : null,
      looked_at: new Date().toISOString(),
    })
    if (decision.kind !== "rest" && decision.kind !== "wait") {
      const where = medusa.order
        ? `order #${medusa.order.displayId}`
        : (row.cart_id ?? row.payment_session_id)
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .info(
          `stripe-checkout: ${where}, ${intent?.id ?? "not paid yet"}: ${decision.kind.replaceAll("_", " ")}. ${decision.reason}`
        )
    }
    return new StepResponse({ reason: decision.reason })
  }
)
