import { sql } from "../../support/order-records"
import type { Purchase } from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"

/** Core's payment collection and session ask for this much, in major units. */
export async function setAmount(
  store: StripeStore,
  { session }: Purchase,
  amount: number
): Promise<void> {
  const values = { id: session.id, raw: `{"value":"${amount}"}`, amount }
  await sql(
    store,
    `update payment_session set amount = :amount, raw_amount = :raw::jsonb
      where id = :id`,
    values
  )
  await sql(
    store,
    `update payment_collection set amount = :amount, raw_amount = :raw::jsonb
      where id = (select payment_collection_id from payment_session where id = :id)`,
    values
  )
}

/** Removes a cart's items, or its deliveries. */
export async function emptyTable(
  store: StripeStore,
  table: "cart_line_item" | "cart_shipping_method",
  { cart }: Purchase
): Promise<void> {
  await sql(
    store,
    `update ${table} set deleted_at = now() where cart_id = :id`,
    { id: cart.id }
  )
}
