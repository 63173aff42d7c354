import type { Pool } from "@medusajs/framework/pg"
import { makeLinkMomentsOlder } from "../../support/link-moments"

/**
 * Every date that a decision may depend on, in our tables and in core's. Dates that Stripe sets are left out, such as
 * when a Checkout Session or a hold expires, because Stripe's clock does not advance.
 */
const DATES: Readonly<Record<string, readonly string[]>> = {
  stripe_checkout_payment: [
    "created_at",
    "updated_at",
    "synced_at",
    "next_sync_at",
    "order_failing_since",
    "expiry_notified_at",
  ],
  stripe_checkout_purchase: ["created_at", "updated_at", "lease_until"],
  stripe_checkout_event: [
    "created_at",
    "updated_at",
    "processed_at",
    "delivered_at",
  ],
  stripe_checkout_operation: [
    "created_at",
    "updated_at",
    "begun_at",
    "claimed_until",
    "settled_at",
  ],
  stripe_checkout_discrepancy: ["created_at", "updated_at", "resolved_at"],
  stripe_checkout_run: [
    "created_at",
    "updated_at",
    "finished_at",
    "lease_until",
  ],
  capture: ["created_at", "updated_at"],
  refund: ["created_at", "updated_at"],
  payment: ["created_at", "updated_at", "captured_at", "canceled_at"],
  payment_session: ["created_at", "updated_at", "authorized_at"],
  payment_collection: ["created_at", "updated_at", "completed_at"],
  order: ["created_at", "updated_at", "canceled_at"],
  order_change: ["created_at", "updated_at", "confirmed_at"],
  order_change_action: ["created_at", "updated_at"],
  order_transaction: ["created_at", "updated_at"],
  order_summary: ["created_at", "updated_at"],
  order_cart: ["created_at", "updated_at"],
  order_payment_collection: ["created_at", "updated_at", "deleted_at"],
  cart_payment_collection: ["created_at", "updated_at"],
  fulfillment: [
    "created_at",
    "updated_at",
    "packed_at",
    "shipped_at",
    "delivered_at",
    "canceled_at",
  ],
  order_fulfillment: ["created_at", "updated_at"],
  workflow_execution: ["created_at", "updated_at"],
  cart: ["created_at", "updated_at", "completed_at"],
}

/** Makes all stored dates older, in one transaction. Only while the shop is idle: a lease that is held would expire. */
export async function letTimePass(
  database: Pool,
  seconds: number
): Promise<void> {
  const changes = Object.entries(DATES).map(([table, columns]) => {
    const earlier = columns.map(
      (column) => `"${column}" = "${column}" - interval '${seconds} seconds'`
    )
    return `update "${table}" set ${earlier.join(", ")}`
  })
  // Statements sent as one text run in one transaction.
  await database.query([...changes, ...makeLinkMomentsOlder(seconds)].join(";"))
}
