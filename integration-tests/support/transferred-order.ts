/**
 * An order that goes to another customer, as a merchant requests it and the customer
 * accepts it.
 */
import type { HeldOrder } from "./held-order"
import { only } from "./only"
import { sql } from "./order-records"
import type { SignedIn } from "./sign-up"
import type { StripeStore } from "./stripe-store"

/** @param movesEmail whether the order's e-mails go to the new customer as well. */
export async function transferTo(
  store: StripeStore,
  { orderId }: Pick<HeldOrder, "orderId">,
  { owner, movesEmail }: { owner: SignedIn; movesEmail: boolean }
): Promise<string> {
  const { customer } = await owner.storefront.store.customer.retrieve()
  await store.admin.client.fetch(`/admin/orders/${orderId}/transfer`, {
    method: "POST",
    body: { customer_id: customer.id, update_order_email: movesEmail },
  })
  await owner.storefront.store.order.acceptTransfer(orderId, {
    token: await tokenOf(store, orderId),
  })
  return customer.id
}

/** Medusa sends it by e-mail to the order's former address. */
async function tokenOf(store: StripeStore, orderId: string): Promise<string> {
  const rows = await sql<{ token: string }>(
    store,
    `select details->>'token' as token from order_change_action
      where order_id = :orderId and action = 'TRANSFER_CUSTOMER'
        and deleted_at is null`,
    { orderId }
  )
  return only(rows).token
}
