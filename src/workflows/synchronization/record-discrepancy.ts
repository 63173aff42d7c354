/**
 * Keeps a record of every difference between Medusa and Stripe: what had to be mended,
 * and what only a person can settle. With both sides' figures as they were found.
 */

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { PaymentDecision } from "../../modules/stripe-checkout/domain/decision/decide"
import { readDiscrepancy } from "../../modules/stripe-checkout/domain/decision/decision-traits"
import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { MedusaReading } from "../medusa/payment"
import { emitRowEvent } from "../support/events"
import { count } from "../support/metrics"
import { newRowId, resolveModule } from "../support/module"

interface NoteInput {
  readonly reading: MedusaReading
  readonly stripe: StripePayment
  readonly decision: PaymentDecision
}

export const noteDiscrepancyStep = createStep(
  "note-discrepancy",
  async ({ reading, stripe, decision }: NoteInput, { container }) => {
    const sides = readBothSides(reading, stripe)
    const status = readDiscrepancy(decision)
    if (status) {
      await noteDiscrepancy(container, reading.row, {
        status,
        sides,
        orderId: reading.medusa.order?.id ?? reading.row.order_id,
        kind: status === "open" ? "needs_person" : decision.kind,
        reason: decision.reason,
      })
    } else {
      await resolveModule(container).discrepancies.resolve(
        reading.row.payment_session_id
      )
    }
    return new StepResponse(sides)
  }
)

export interface FoundDiscrepancy {
  readonly status: "open" | "repaired"
  readonly sides: BothSides
  readonly orderId: string | null
  readonly kind: string
  readonly reason: string
}

/** An open one is told once, and not again while it stays open. */
export async function noteDiscrepancy(
  container: MedusaContainer,
  row: PaymentRow,
  found: FoundDiscrepancy
): Promise<void> {
  const { status, sides, orderId, kind, reason } = found
  const isNews = await resolveModule(container).discrepancies.note({
    id: newRowId("scdis"),
    paymentSessionId: row.payment_session_id,
    orderId,
    kind,
    status,
    reason,
    currencyCode: row.currency_code,
    ...sides,
  })
  if (isNews) {
    if (status === "repaired") {
      count("stripe_checkout.healed", { kind, account: row.account })
    } else {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `stripe-checkout: ${orderId ?? row.cart_id ?? "payment"}, ${row.payment_intent_id ?? row.payment_session_id}, needs a person: ${reason}`
        )
    }
    await emitRowEvent(container, row, { event: "discrepancy_found", reason })
  }
}

/** The money of one payment as each side tells it. Major units. */
export interface BothSides {
  readonly medusaCaptured: string
  readonly medusaRefunded: string
  readonly stripeCapturable: string
  readonly stripeCaptured: string
  readonly stripeRefunded: string
}

export function readBothSides(
  { row, medusa }: MedusaReading,
  { paymentIntent }: StripePayment
): BothSides {
  const major = (minor: number | undefined): string =>
    toMajorUnits(minor ?? 0, row.currency_code)
  return {
    medusaCaptured: major(medusa.payment?.captured),
    medusaRefunded: major(medusa.payment?.refunded),
    stripeCapturable: major(paymentIntent?.amountCapturable),
    stripeCaptured: major(paymentIntent?.amountReceived),
    stripeRefunded: major(paymentIntent?.amountRefunded),
  }
}
