import type { FaultWorld } from "../fault-world"

/**
 * The next episode begins in a shop that has sold nothing: the longer the history, the longer each look through it
 * takes, and what was audited once need not be audited again.
 */
const SOLD = [
  "stripe_checkout_payment",
  "stripe_checkout_event",
  "stripe_checkout_operation",
  "stripe_checkout_discrepancy",
  "stripe_checkout_run",
  "cart",
  "order",
  "payment_collection",
  "payment_session",
  "payment",
  "capture",
  "refund",
  "order_cart",
  "order_payment_collection",
  "cart_payment_collection",
  "workflow_execution",
  "reservation_item",
  "customer",
] as const

export async function cleanSlate(world: FaultWorld): Promise<void> {
  const tables = SOLD.map((table) => `"${table}"`).join(", ")
  await world.database.query(`truncate ${tables} cascade`)
  await world.stripe.reset()
}
