/**
 * Captures or releases what is held for many orders. All of it is recorded at once and
 * then carried out in the background: a few payments at a time, what lapses soonest
 * first, by all instances together. It goes on after a crash.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

import { quote } from "../../modules/stripe-checkout/domain/quote"
import { because } from "../../modules/stripe-checkout/domain/reasons/reason"
import type {
  BulkAmount,
  BulkHold,
  BulkRow,
} from "../../modules/stripe-checkout/repositories/bulk-requests"
import { isServerOnly } from "../support/instance-role"
import { newRowId, resolveModule } from "../support/module"
import { carryOutBulkRequests } from "./carry-out-bulk-requests"

export interface BulkRequestInput {
  kind: "capture" | "release"
  /** Without duplicates. */
  order_ids: string[]
  /** Who requests it: a user's id, or the name of a program. */
  actor?: string
  /**
   * Two requests with the same id act once; the second returns the first one's progress.
   * Another request under a used id is refused.
   */
  request_id?: string
}

/** How far a bulk request is. */
export interface BulkProgress extends BulkRow {
  /** Captured or released so far. */
  readonly amounts: readonly BulkAmount[]
}

/**
 * @throws MedusaError `MedusaError.Types.NOT_ALLOWED` when nothing is held for any of the
 * orders, `MedusaError.Types.CONFLICT` when the request id was used for another request.
 */
export async function startBulkRequest(
  container: MedusaContainer,
  input: BulkRequestInput
): Promise<BulkProgress> {
  const { bulkRequests } = resolveModule(container)
  const earlier = await findSame(container, input)
  if (earlier) {
    return readBulkRequest(container, earlier)
  }
  const holds = await bulkRequests.holdsOf(input.order_ids)
  if (!holds.length) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "No money is held for any of these orders."
    )
  }
  const bulkId = newRowId("scbulk")
  await recordParts(container, { ...input, bulkId, holds })
  startCarryingOut(container)
  // Another request with the same id may have been recorded at the same moment.
  return readBulkRequest(
    container,
    (await findSame(container, input)) ?? bulkId
  )
}

async function findSame(
  container: MedusaContainer,
  { kind, order_ids, request_id }: BulkRequestInput
): Promise<string | null> {
  const { bulkRequests, requests } = resolveModule(container)
  if (!request_id || !(await requests.find(request_id))) {
    return null
  }
  const bulkId = await bulkRequests.findId(request_id)
  const recorded = bulkId && (await bulkRequests.find(bulkId))
  const orderIds = new Set(order_ids)
  const isSame =
    recorded &&
    recorded.kind === kind &&
    (await bulkRequests.orderIdsOf(recorded.bulk_id)).every((id) =>
      orderIds.has(id)
    )
  if (!isSame) {
    throw new MedusaError(
      MedusaError.Types.CONFLICT,
      `The request id ${quote(request_id)} was used before, for something else. Use a new id for a new request.`
    )
  }
  return recorded.bulk_id
}

async function recordParts(
  container: MedusaContainer,
  {
    kind,
    actor = null,
    request_id = null,
    bulkId,
    holds,
  }: {
    readonly kind: BulkRequestInput["kind"]
    readonly actor?: string | null
    readonly request_id?: string | null
    readonly bulkId: string
    readonly holds: readonly BulkHold[]
  }
): Promise<void> {
  await resolveModule(container).bulkRequests.record(
    holds.map((hold, index) => ({
      id: newRowId("scop"),
      paymentSessionId: hold.payment_session_id,
      orderId: hold.order_id,
      kind,
      amount: null,
      requestedAmount: null,
      requestId: index === 0 ? request_id : null,
      bulkId,
      currencyCode: hold.currency_code,
      trigger: `request:${bulkId}`,
      actor,
      reason: because("requested", { actor }),
    }))
  )
}

/** Stops what has not begun. What has already reached Stripe is completed. */
export async function stopBulkRequest(
  container: MedusaContainer,
  { id, actor }: { readonly id: string; readonly actor: string | null }
): Promise<BulkProgress> {
  await readBulkRequest(container, id)
  await resolveModule(container).bulkRequests.stop(id, actor)
  return readBulkRequest(container, id)
}

/** Continues what was stopped. */
export async function resumeBulkRequest(
  container: MedusaContainer,
  { id, actor }: { readonly id: string; readonly actor: string | null }
): Promise<BulkProgress> {
  await readBulkRequest(container, id)
  const resumed = await resolveModule(container).bulkRequests.resume(id, actor)
  if (resumed) {
    startCarryingOut(container)
  }
  return readBulkRequest(container, id)
}

/** @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is no such bulk request. */
export async function readBulkRequest(
  container: MedusaContainer,
  id: string
): Promise<BulkProgress> {
  const { bulkRequests } = resolveModule(container)
  const row = await bulkRequests.find(id)
  if (!row) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `There is no bulk request ${quote(id)}.`
    )
  }
  return { ...row, amounts: await bulkRequests.amountsOf(id) }
}

/** Where an instance only serves requests, the workers' next tick begins it. */
function startCarryingOut(container: MedusaContainer): void {
  if (!isServerOnly(container)) {
    carryOutBulkRequests(container)
  }
}
