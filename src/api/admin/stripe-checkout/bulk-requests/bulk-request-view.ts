/**
 * A bulk request as the admin API shows it.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  toMajorUnits,
  toMinorUnits,
} from "../../../../modules/stripe-checkout/domain/money"
import { describeReason } from "../../../../modules/stripe-checkout/domain/reasons/reason"
import type {
  BulkHold,
  BulkResult,
  BulkRow,
} from "../../../../modules/stripe-checkout/repositories/bulk-requests"
import {
  type BulkProgress,
  readBulkRequest,
} from "../../../../workflows/order-payments/bulk-request"
import { resolveModule } from "../../../../workflows/support/module"
import { describePaymentReferences } from "../references/payment-references"
import type {
  AmountInCurrency,
  BulkRequestDescription,
  BulkRequestPreview,
  BulkRequestsAnswer,
  BulkResultDescription,
  BulkResultsAnswer,
} from "./responses"
import type { ListBulkResults, PreviewBulkRequest } from "./validators"

export function describeBulkRequest({
  bulk_id,
  amounts,
  created_at,
  settled_at,
  ...row
}: BulkProgress): BulkRequestDescription {
  return {
    id: bulk_id,
    ...row,
    created_at: new Date(created_at).toISOString(),
    settled_at: settled_at && new Date(settled_at).toISOString(),
    status: readStatus(row),
    amounts: amounts.map(({ currency_code, amount }) => ({
      currency_code,
      amount: Number(amount),
    })),
  }
}

function readStatus({
  pending,
  stopped,
}: Pick<BulkRow, "pending" | "stopped">): BulkRequestDescription["status"] {
  if (pending > 0) {
    return "running"
  }
  return stopped > 0 ? "stopped" : "finished"
}

/** As many as anybody looks back at. */
const NEWEST = 20

export async function listBulkRequests(
  container: MedusaContainer
): Promise<BulkRequestsAnswer> {
  const { bulkRequests } = resolveModule(container)
  const rows = await bulkRequests.newest(NEWEST)
  return {
    bulk_requests: await Promise.all(
      rows.map(async (row) =>
        describeBulkRequest({
          ...row,
          amounts: await bulkRequests.amountsOf(row.bulk_id),
        })
      )
    ),
  }
}

/** Reads the plugin's own rows only, and never Stripe. */
export async function previewBulkRequest(
  container: MedusaContainer,
  { kind, order_ids }: PreviewBulkRequest
): Promise<BulkRequestPreview> {
  const holds = await resolveModule(container).bulkRequests.holdsOf(order_ids)
  const held = new Set(holds.map(({ order_id }) => order_id))
  return {
    kind,
    orders: held.size,
    payments: holds.length,
    held: sumByCurrency(holds),
    already_requested: holds.filter(({ is_requested }) => is_requested).length,
    orders_without_hold: order_ids.filter((id) => !held.has(id)),
  }
}

function sumByCurrency(holds: readonly BulkHold[]): AmountInCurrency[] {
  const sums = new Map<string, number>()
  for (const { amount_capturable, currency_code } of holds) {
    const minor = toMinorUnits(amount_capturable, currency_code)
    sums.set(currency_code, (sums.get(currency_code) ?? 0) + minor)
  }
  return [...sums].map(([currency_code, minor]) => ({
    currency_code,
    amount: Number(toMajorUnits(minor, currency_code)),
  }))
}

export async function listBulkResults(
  container: MedusaContainer,
  id: string,
  { limit, offset, status }: ListBulkResults
): Promise<BulkResultsAnswer> {
  const request = await readBulkRequest(container, id)
  const results = await resolveModule(container).bulkRequests.resultsOf(id, {
    status: status ?? null,
    limit,
    offset,
  })
  const references = await describePaymentReferences(
    container,
    results.map(({ payment_session_id }) => payment_session_id)
  )
  return {
    results: results.map((result) => ({
      ...describeResult(result),
      order_display_id:
        references.get(result.payment_session_id)?.order_display_id ?? null,
    })),
    count: countOf(request, status),
    limit,
    offset,
  }
}

function countOf(
  request: BulkProgress,
  status: ListBulkResults["status"]
): number {
  if (!status) {
    return request.total
  }
  return status === "rejected"
    ? request.rejected + request.stopped
    : request[status]
}

function describeResult({
  amount,
  reason,
  settled_at,
  ...row
}: BulkResult): Omit<BulkResultDescription, "order_display_id"> {
  const hasMoved = row.status === "succeeded" && amount !== null
  return {
    ...row,
    amount: hasMoved ? Number(amount) : null,
    settled_at: settled_at && new Date(settled_at).toISOString(),
    ...describeReason(reason),
  }
}
