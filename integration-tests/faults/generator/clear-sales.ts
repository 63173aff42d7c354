import type { FaultWorld } from "../fault-world"

/**
 * The next episode starts in a shop without sales: the audit takes longer the more there are, and earlier episodes have
 * been audited already.
 */
const SALES_TABLES = [
  "stripe_checkout_purchase",
  "stripe_checkout_payment",
  "stripe_checkout_event",
  "stripe_checkout_operation",
  "stripe_checkout_discrepancy",
  "stripe_checkout_dispute",
  "stripe_checkout_run",
  "cart",
  "order",
  "payment_collection",
  "payment_session",
  "payment",
  "capture",
  "refund",
  "fulfillment",
  "order_cart",
  "order_fulfillment",
  "return_fulfillment",
  "order_payment_collection",
  "cart_payment_collection",
  "workflow_execution",
  "reservation_item",
  "customer",
] as const

export async function clearSales(world: FaultWorld): Promise<void> {
  const tables = SALES_TABLES.map((table) => `"${table}"`).join(", ")
  await world.database.query(`truncate ${tables} cascade`)
  await world.stripe.reset()
}
