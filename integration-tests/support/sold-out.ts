/**
 * A cart that is paid and cannot be placed: the last one is sold while its shopper pays.
 */
import { deletePaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { sql } from "./order-records"
import {
  intentOf,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "./stripe-checkout"
import type { StripeStore } from "./stripe-store"
import { waitForFailedSync } from "./sweep"

/** What Medusa says of it. */
export const SOLD_OUT = "Not enough stock available"

export const PLENTY = 1_000_000

export type SoldOutPurchase = Purchase & {
  /** Where Stripe sends the shopper back to. */
  readonly back: string
}

export async function paySoldOut(store: StripeStore): Promise<SoldOutPurchase> {
  const purchase = await startPurchase(store)
  await setStock(store, 0)
  const back = await payAtStripe(store, purchase)
  await waitForFailedSync(store, purchase.session.id)
  return { ...purchase, back }
}

/** How many of everything are in stock. */
export async function setStock(
  store: StripeStore,
  quantity: number
): Promise<void> {
  await sql(
    store,
    `update inventory_level set stocked_quantity = :quantity,
       raw_stocked_quantity = jsonb_build_object('value', :quantity::text, 'precision', 20)
     returning id`,
    { quantity }
  )
}

export async function statusAtStripe(
  store: StripeStore,
  { session }: Purchase
): Promise<string> {
  return (await intentOf(store, session.id)).status
}

/** As if placing the order had failed for so long. */
export async function letFailSince(
  store: StripeStore,
  { session }: Purchase,
  hours: number
): Promise<string> {
  const [row] = await sql<{ order_failing_since: Date }>(
    store,
    `update stripe_checkout_payment
        set order_failing_since = now() - :hours * interval '1 hour'
      where payment_session_id = :id and order_failing_since is not null
      returning order_failing_since`,
    { id: session.id, hours }
  )
  if (!row) throw new Error("Placing the order has not failed yet.")
  return row.order_failing_since.toISOString()
}

/** As core does while it refreshes a cart. */
export async function deleteSession(
  { container }: StripeStore,
  { session }: Purchase
): Promise<void> {
  await deletePaymentSessionsWorkflow(container).run({
    input: { ids: [session.id] },
  })
}

/** What people and programs requested of a payment, oldest first. */
export async function requestsOf(
  store: StripeStore,
  { session }: Purchase
): Promise<object[]> {
  return sql(
    store,
    `select kind, status, actor from stripe_checkout_operation
      where payment_session_id = :id and source = 'request'
      order by created_at, id`,
    { id: session.id }
  )
}
