/**
 * The totals that Medusa keeps of an order, as a race inside core may leave them.
 */
import type { HeldOrder } from "./held-order"
import { sql } from "./order-records"
import type { Store } from "./store"

export async function corruptSummary(
  store: Store,
  { orderId }: HeldOrder
): Promise<void> {
  await sql(
    store,
    `update order_summary set totals = totals || '{"transaction_total": 40}'
      where order_id = :orderId and deleted_at is null returning id`,
    { orderId }
  )
}

export async function duplicateSummary(
  store: Store,
  { orderId }: HeldOrder
): Promise<void> {
  await sql(
    store,
    `insert into order_summary (id, order_id, version, totals)
     select id || '_double', order_id, version, totals from order_summary
      where order_id = :orderId and deleted_at is null returning id`,
    { orderId }
  )
}

export async function summaryTotalsOf(
  store: Store,
  { orderId }: HeldOrder
): Promise<number[]> {
  const rows = await sql<{ total: string }>(
    store,
    `select totals ->> 'transaction_total' as total from order_summary
      where order_id = :orderId and deleted_at is null`,
    { orderId }
  )
  return rows.map(({ total }) => Number(total))
}
