/**
 * Reports the status of the money to the order and to subscribers: once per change.
 */
import type { PaymentStatus } from "../../../modules/stripe-checkout/domain/order-status/money-status"
import type { OrderStatusUpdate } from "../../../modules/stripe-checkout/domain/order-status/status"
import { PLUGIN_ACTOR } from "../../../modules/stripe-checkout/domain/plugin-actor"
import { emitPaymentEvent, type SyncPassEvent } from "../../support/events"
import { resolveModule } from "../../support/module"
import { announcePaidLink } from "../announce-paid-link"
import { writeOrderStatusWorkflow } from "../../medusa/write-order-status"
import type { Action, SyncContext } from "./context"

/** Refunds are reported one by one. */
const EVENTS: Readonly<Record<PaymentStatus, SyncPassEvent | null>> = {
  authorized: "authorized",
  captured: "captured",
  captureFailed: "capture_failed",
  released: "authorization_released",
  lapsed: "authorization_lapsed",
  refunded: null,
  pending: null,
  // `payment_failed` is emitted as soon as Stripe says so.
  failed: null,
}

export const writeOrderStatus: Action<"write_order_status"> = async (
  context,
  { update }
) => {
  if (update.to !== null || isFirstAndUnwritten(context, update)) {
    const isWritten = await write(context, update)
    // Somebody was faster: the next pass reads the newer status and decides about that.
    if (update.to !== null && !isWritten) {
      return "outdated"
    }
  }
  // What was reported is written with the pass's result.
  if (update.payment === null) {
    return undefined
  }
  const event = EVENTS[update.payment]
  // A refund that failed later does not capture the money again.
  if (event && context.row.reported_status !== "refunded") {
    // Emitted twice after a crash rather than never.
    await emitPaymentEvent(context, { event, reason: update.reason })
  }
  await announcePaidLink(context, update.payment, update.reason)
  return undefined
}

export const reportRefund: Action<"report_refund"> = async (
  context,
  { status, amount, reason }
) =>
  emitPaymentEvent(context, {
    event: status === "succeeded" ? "refunded" : "refund_failed",
    reason,
    amount,
  })

/**
 * Where the plugin writes no status of its own over it, the order would keep what a shopper
 * has written into the cart.
 */
function isFirstAndUnwritten(
  { medusa, policy }: SyncContext,
  { order }: OrderStatusUpdate
): boolean {
  return (
    medusa.statusContext.reported.order === null &&
    policy.statusNames[order] === null
  )
}

async function write(
  { container, medusa, policy }: SyncContext,
  { from, to }: OrderStatusUpdate
): Promise<boolean> {
  if (!medusa.order) {
    return true
  }
  const { result } = await writeOrderStatusWorkflow(container).run({
    input: {
      order_id: medusa.order.id,
      key: policy.metadataKey,
      from,
      to,
      written_by: PLUGIN_ACTOR,
    },
  })
  return result.isWritten
}

export const notifyAuthorizationExpiring: Action<
  "notify_authorization_expiring"
> = async (context, { reason }) => {
  await emitPaymentEvent(context, { event: "authorization_expiring", reason })
  await resolveModule(context.container).payments.write(context.lease, {
    expiry_notified_at: new Date().toISOString(),
  })
}
