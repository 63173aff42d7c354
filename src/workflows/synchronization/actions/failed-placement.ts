/**
 * A paid cart could not become an order: since when, and why, for the merchant; and the
 * answer to whoever requested the attempt.
 */
import { MedusaError } from "@medusajs/framework/utils"

import {
  type Reason,
  withCause,
} from "../../../modules/stripe-checkout/domain/reasons/reason"
import { emitPaymentEvent } from "../../support/events"
import { resolveModule } from "../../support/module"
import { readError, reasonOfError } from "../../support/workflow-error"
import { compareLedgers, recordDiscrepancy } from "../record-discrepancy"
import type { SyncContext } from "./context"

/** Every step that leads to the order: whichever fails, the order is not placed. */
export async function recordFailedPlacement(
  context: SyncContext,
  place: () => Promise<void>
): Promise<void> {
  try {
    await place()
  } catch (error) {
    await startClock(context)
    // A conflict or a slow Stripe may be over at the next attempt.
    if (isRefusal(error) || context.row.order_failing_since !== null) {
      await reportNotPlaceable(context, reasonOfError(error))
    }
    await answerRetry(context, error)
    throw error
  }
}

/** The clock for giving up starts with the first failure. */
async function startClock({
  container,
  lease,
  row,
}: SyncContext): Promise<void> {
  if (row.order_failing_since === null) {
    await resolveModule(container).payments.write(lease, {
      order_failing_since: new Date().toISOString(),
    })
  }
}

const REFUSALS: ReadonlySet<string> = new Set([
  MedusaError.Types.NOT_ALLOWED,
  MedusaError.Types.INVALID_DATA,
  MedusaError.Types.NOT_FOUND,
])

/** Core says no, for example because an item is sold out: it would say so again. */
function isRefusal(error: unknown): boolean {
  return REFUSALS.has(readError(error).type ?? "")
}

/** Once, with the first cause: what core says of a second attempt is about the first. */
async function reportNotPlaceable(
  context: SyncContext,
  cause: Reason
): Promise<void> {
  const { container, row } = context
  const reason = withCause("order_not_placeable", cause, {})
  const isNew = await recordDiscrepancy(container, row, {
    status: "open",
    kind: "order_not_placeable",
    ledgers: compareLedgers(context),
    orderId: null,
    reason,
  })
  if (isNew) {
    await emitPaymentEvent(context, { event: "order_not_placeable", reason })
  }
}

/** What may be over soon is tried once more before the request is rejected. */
async function answerRetry(
  { container, row }: SyncContext,
  error: unknown
): Promise<void> {
  const { operations } = resolveModule(container)
  const request = await operations.nextPending(row.payment_session_id)
  const isAnswered = isRefusal(error) || (request?.attempts ?? 0) > 0
  if (request?.kind === "place_order" && isAnswered) {
    await operations.settle(request.id, {
      status: "rejected",
      reason: reasonOfError(error),
    })
  }
}
