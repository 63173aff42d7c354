/**
 * Keeps a record of every difference between Medusa and Stripe: what was repaired, what
 * would be repaired if the shop allowed it, and what only a person can settle. With both
 * sides' figures as they were found.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PaymentDecision } from "../../modules/stripe-checkout/domain/decision/decide"
import {
  judgedBy,
  readDiscrepancy,
} from "../../modules/stripe-checkout/domain/decision/decision-traits"
import { readPaymentState } from "../../modules/stripe-checkout/domain/decision/payment-state"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import {
  type Reason,
  sentenceOf,
} from "../../modules/stripe-checkout/domain/reasons/reason"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { emitRowEvent } from "../support/events"
import { count } from "../support/metrics"
import { newRowId, resolveModule } from "../support/module"
import type { SyncContext } from "./actions/context"

/** @returns whether any may be open now */
export async function recordDiscrepancies(
  context: SyncContext,
  decision: PaymentDecision
): Promise<boolean> {
  const { container, row } = context
  const detected = detectDiscrepancies(context, decision)
  const judged = judgedBy(decision, {
    state: readPaymentState(context.stripe),
    hasOrder: context.medusa.order !== null,
  })
  if (judged !== "nothing" && context.hasOpenDiscrepancy) {
    await resolveModule(container).discrepancies.resolve(
      row.payment_session_id,
      {
        onlyOf: judged === "all" ? null : judged,
        stillOpen: detected.map(({ kind }) => kind),
      }
    )
  }
  for (const discrepancy of detected) {
    await recordDiscrepancy(container, row, discrepancy)
  }
  return (
    context.hasOpenDiscrepancy ||
    detected.some(({ status }) => status === "open")
  )
}

function detectDiscrepancies(
  context: SyncContext,
  decision: PaymentDecision
): DetectedDiscrepancy[] {
  const { medusa, row } = context
  const both = {
    ledgers: compareLedgers(context),
    orderId: medusa.order?.id ?? row.order_id,
  }
  const status = readDiscrepancy(decision)
  const reported = (decision.unrepaired ?? []).map(({ kind, reason }) => ({
    ...both,
    status: "open" as const,
    kind,
    reason,
  }))
  return status
    ? [
        {
          ...both,
          status,
          kind: status === "open" ? "manual_review" : decision.kind,
          reason: decision.reason,
        },
        ...reported,
      ]
    : reported
}

export interface DetectedDiscrepancy {
  readonly status: "open" | "repaired"
  readonly ledgers: LedgerComparison
  readonly orderId: string | null
  readonly kind: string
  readonly reason: Reason
}

/**
 * An open one is reported once, and not again while it stays open.
 *
 * @returns whether it is new
 */
export async function recordDiscrepancy(
  container: MedusaContainer,
  row: PaymentRow,
  detected: DetectedDiscrepancy
): Promise<boolean> {
  const { status, ledgers, orderId, kind, reason } = detected
  const isNew = await resolveModule(container).discrepancies.record({
    id: newRowId("scdis"),
    paymentSessionId: row.payment_session_id,
    orderId,
    kind,
    status,
    reason,
    currencyCode: row.currency_code,
    ...ledgers,
  })
  if (!isNew) {
    return false
  }
  if (status === "repaired") {
    count("stripe_checkout.repairs", { kind, account: row.stripe_account })
  } else {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `stripe-checkout: ${orderId ?? row.cart_id ?? "payment"}, ${row.payment_intent_id ?? row.payment_session_id}, needs manual review: ${sentenceOf(reason)}`
      )
  }
  await emitRowEvent(container, row, { event: "discrepancy_found", reason })
  return true
}

/** The money of one payment in either ledger. Major units. */
export interface LedgerComparison {
  readonly medusaCaptured: string
  readonly medusaRefunded: string
  readonly stripeCapturable: string
  readonly stripeCaptured: string
  readonly stripeRefunded: string
}

export function compareLedgers({
  row,
  medusa,
  stripe: { paymentIntent },
}: SyncContext): LedgerComparison {
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
