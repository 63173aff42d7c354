/**
 * Orders that get dearer or cheaper after they were paid, and the shopper who pays what is
 * still owed.
 */
import type { HttpTypes } from "@medusajs/framework/types"
import { Browser } from "./browser"
import { type HeldOrder, paymentOf } from "./held-order"
import { only } from "./only"
import { sql } from "./order-records"
import { intentOf, payAtStripe, type Purchase } from "./stripe-checkout"
import { PROVIDER_ID, type StripeStore } from "./stripe-store"
import { waitUntil } from "./wait-until"

type Merchant = Pick<StripeStore, "admin" | "seed">

type AnOrder = Pick<HeldOrder, "orderId">

/** One shirt more costs 100.00 EUR. */
export async function addShirts(
  store: Merchant,
  order: AnOrder,
  quantity: number
): Promise<void> {
  await startAddingShirts(store, order, quantity)
  await store.admin.admin.orderEdit.confirm(order.orderId)
}

/** The edit is open, and is not confirmed yet. */
export async function startAddingShirts(
  store: Merchant,
  { orderId }: AnOrder,
  quantity: number
): Promise<void> {
  const { orderEdit } = store.admin.admin
  await orderEdit.initiateRequest({ order_id: orderId })
  await orderEdit.addItems(orderId, {
    items: [{ variant_id: store.seed.variantId, quantity }],
  })
}

/** Changes how many were added by the last edit. */
export async function setAddedShirts(
  store: Merchant,
  { orderId }: AnOrder,
  quantity: number
): Promise<void> {
  const { order } = await store.admin.admin.order.retrieve(orderId)
  const { orderEdit } = store.admin.admin
  await orderEdit.initiateRequest({ order_id: orderId })
  const added = order.items.at(-1)?.id ?? ""
  await orderEdit.updateOriginalItem(orderId, added, { quantity })
  await orderEdit.confirm(orderId)
}

/** Leaves one shirt and its delivery: 120.00 EUR. */
export async function reduceToOneShirt(
  store: Merchant,
  order: AnOrder
): Promise<void> {
  await startReducingToOneShirt(store, order)
  await store.admin.admin.orderEdit.confirm(order.orderId)
}

/** The edit is open, and is not confirmed yet. */
export async function startReducingToOneShirt(
  store: Merchant,
  { orderId }: AnOrder
): Promise<void> {
  const { order } = await store.admin.admin.order.retrieve(orderId)
  const { orderEdit } = store.admin.admin
  await orderEdit.initiateRequest({ order_id: orderId })
  for (const [index, { id }] of order.items.entries()) {
    await orderEdit.updateOriginalItem(orderId, id, {
      quantity: index === 0 ? 1 : 0,
    })
  }
}

type Balance = Pick<Purchase, "session" | "link" | "browser">

/** The collection of an edited order that asks for money, with a payment session of ours. */
async function startBalance(
  store: StripeStore,
  { orderId }: AnOrder,
  amount: number
): Promise<Balance> {
  const collectionId = await openCollectionOf(store, { orderId }, amount)
  const { payment_collection } =
    await store.storefront.client.fetch<HttpTypes.StorePaymentCollectionResponse>(
      `/store/payment-collections/${collectionId}/payment-sessions`,
      { method: "POST", body: { provider_id: PROVIDER_ID } }
    )
  const session = only(payment_collection.payment_sessions ?? [])
  return {
    session,
    link: String(session.data["url"]),
    browser: new Browser(store),
  }
}

/** The order's balance, paid by its link and held; Medusa knows the payment. */
export async function holdBalance(
  store: StripeStore,
  order: AnOrder,
  amount: number
): Promise<Balance & { readonly paymentIntentId: string }> {
  const balance = await startBalance(store, order, amount)
  const purchase = { ...balance, cart: {} as Purchase["cart"] }
  await balance.browser.get(await payAtStripe(store, purchase))
  await waitUntil("the balance to be recorded in Medusa", async () =>
    paymentOf(store, balance.session.id)
  )
  const { id } = await intentOf(store, balance.session.id)
  return { ...balance, paymentIntentId: id }
}

async function openCollectionOf(
  store: StripeStore,
  { orderId }: AnOrder,
  amount: number
): Promise<string> {
  return waitUntil(`a collection that asks for ${amount}`, async () => {
    const rows = await sql<{ id: string }>(
      store,
      `select c.id from order_payment_collection l
         join payment_collection c on c.id = l.payment_collection_id
        where l.order_id = :orderId and c.status = 'not_paid' and c.amount = :amount
          and l.deleted_at is null and c.deleted_at is null`,
      { orderId, amount }
    )
    return only(rows).id
  })
}
