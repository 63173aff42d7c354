/**
 * Discrepancies as the admin shows them: both sides' amounts as they were found, and what to
 * do. Never calls Stripe.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

import { isCoreRepair } from "../../../../modules/stripe-checkout/domain/decision/decision-traits"
import { quote } from "../../../../modules/stripe-checkout/domain/quote"
import { adviseOn } from "../../../../modules/stripe-checkout/domain/reasons/advice"
import { describeReason } from "../../../../modules/stripe-checkout/domain/reasons/reason"
import type { DiscrepancyRow } from "../../../../modules/stripe-checkout/repositories/discrepancy-list"
import { resolveModule } from "../../../../workflows/support/module"
import { describePaymentReferences } from "../references/payment-references"
import type { PaymentReference } from "../references/responses"
import { searchPayments } from "../references/search-payments"
import type { DiscrepanciesAnswer, DiscrepancyDescription } from "./responses"
import type { ListDiscrepancies } from "./validators"

export async function listDiscrepancies(
  container: MedusaContainer,
  { status, kind, account, q, cursor, limit }: ListDiscrepancies
): Promise<DiscrepanciesAnswer> {
  const found = await resolveModule(container).discrepancyList.list({
    status,
    kind: kind ?? null,
    account: account ?? null,
    paymentSessionIds:
      q === undefined ? null : await searchPayments(container, q),
    before: cursor ?? null,
    // One more says that there is another page.
    limit: limit + 1,
  })
  const rows = found.slice(0, limit)
  return {
    discrepancies: await describeAll(container, rows),
    limit,
    next_cursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
  }
}

/** @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is none. */
export async function describeDiscrepancy(
  container: MedusaContainer,
  id: string
): Promise<DiscrepancyDescription> {
  const row = await requireDiscrepancy(container, id)
  const payments = await describePaymentReferences(container, [
    row.payment_session_id,
  ])
  return describe(row, payments.get(row.payment_session_id) ?? null)
}

/** @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is none. */
export async function requireDiscrepancy(
  container: MedusaContainer,
  id: string
): Promise<DiscrepancyRow> {
  const row = await resolveModule(container).discrepancyList.find(id)
  if (!row) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `There is no discrepancy ${quote(id)}.`
    )
  }
  return row
}

async function describeAll(
  container: MedusaContainer,
  rows: readonly DiscrepancyRow[]
): Promise<DiscrepancyDescription[]> {
  const payments = await describePaymentReferences(
    container,
    rows.map((row) => row.payment_session_id)
  )
  return rows.map((row) =>
    describe(row, payments.get(row.payment_session_id) ?? null)
  )
}

function describe(
  row: DiscrepancyRow,
  payment: PaymentReference | null
): DiscrepancyDescription {
  const { kind, reason, status } = row
  return {
    id: row.id,
    status,
    kind,
    ...describeReason(reason),
    ...adviseOn({
      status,
      kind,
      reasonCode: reason.code,
      isRepair: isCoreRepair(kind),
    }),
    currency_code: row.currency_code,
    medusa: {
      captured: Number(row.medusa_captured),
      refunded: Number(row.medusa_refunded),
    },
    stripe: {
      held: Number(row.stripe_capturable),
      captured: Number(row.stripe_captured),
      refunded: Number(row.stripe_refunded),
    },
    payment,
    found_at: row.created_at.toISOString(),
    resolved_at: row.resolved_at?.toISOString() ?? null,
    resolved_by: row.resolved_by,
    note: row.note,
  }
}
