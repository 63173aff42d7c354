/**
 * What happens to an order after its goods were sent: exchanges, claims and returns, as
 * Medusa's admin requests them. A shirt costs 100.00 EUR.
 */
import { type HeldOrder, placeHeldOrder } from "./held-order"
import { only } from "./only"
import type { PurchaseOptions } from "./stripe-checkout"
import type { StripeStore } from "./stripe-store"
import { waitUntilIdle } from "./sweep"

export type SentOrder = HeldOrder & {
  /** The order's shirts, which the customer has. */
  readonly itemId: string
}

/** Held, and sent to the customer, so that it can be returned. */
export async function placeSentOrder(
  store: StripeStore,
  options: PurchaseOptions = {}
): Promise<SentOrder> {
  const held = await placeHeldOrder(store, options)
  const { order: orders } = store.admin.admin
  const { order } = await orders.retrieve(held.orderId)
  const { id: itemId, quantity } = only(order.items)
  await orders.createFulfillment(held.orderId, {
    items: [{ id: itemId, quantity }],
  })
  await waitUntilIdle(store)
  return { ...held, itemId }
}

/** What a merchant needs for it: the admin, and what the store sells. */
type Merchant = Pick<StripeStore, "admin" | "seed">

type Sent = Pick<SentOrder, "orderId" | "itemId">

type Confirmed = { readonly id: string; readonly returnId: string }

/** One shirt is to come back, and two are sent instead. */
export async function exchangeOneForTwo(
  store: Merchant,
  { orderId, itemId }: Sent
): Promise<Confirmed> {
  const { exchange: exchanges } = store.admin.admin
  const { exchange } = await exchanges.create({ order_id: orderId })
  const { id } = exchange
  const { return: inbound } = await exchanges.addInboundItems(id, {
    items: [{ id: itemId, quantity: 1 }],
    location_id: store.seed.stockLocationId,
  })
  await exchanges.addOutboundItems(id, { items: [twoShirts(store)] })
  await exchanges.request(id, {})
  return { id, returnId: inbound.id }
}

/** A shirt was damaged; the customer gets two, and pays for what is sent. */
export async function claimTwoForOne(
  store: StripeStore,
  { orderId, itemId }: SentOrder
): Promise<string> {
  const { claim: claims } = store.admin.admin
  const { claim } = await claims.create({ type: "replace", order_id: orderId })
  const { id } = claim
  await claims.addItems(id, { items: [{ id: itemId, quantity: 1 }] })
  await claims.addOutboundItems(id, { items: [twoShirts(store)] })
  await claims.request(id, {})
  return id
}

/** A shirt is lost; the customer gets its price back, and nothing is sent. */
export async function claimRefundForOne(
  store: Merchant,
  { orderId, itemId }: Sent
): Promise<void> {
  const { claim: claims } = store.admin.admin
  const { claim } = await claims.create({ type: "refund", order_id: orderId })
  await claims.addItems(claim.id, { items: [{ id: itemId, quantity: 1 }] })
  await claims.request(claim.id, {})
}

/** The customer announces that a shirt comes back. */
export async function requestReturn(
  store: Merchant,
  { orderId, itemId }: Sent
): Promise<string> {
  const { return: returns } = store.admin.admin
  const { return: requested } = await returns.initiateRequest({
    order_id: orderId,
    location_id: store.seed.stockLocationId,
  })
  await returns.addReturnItem(requested.id, {
    items: [{ id: itemId, quantity: 1 }],
  })
  await returns.confirmRequest(requested.id, {})
  return requested.id
}

/** The shirt is back, and the order owes less. */
export async function receiveReturn(
  store: Merchant,
  { itemId }: Pick<SentOrder, "itemId">,
  returnId: string
): Promise<void> {
  const { return: returns } = store.admin.admin
  await returns.initiateReceive(returnId, {})
  await returns.receiveItems(returnId, { items: [{ id: itemId, quantity: 1 }] })
  await returns.confirmReceive(returnId, {})
}

function twoShirts({ seed }: Merchant) {
  return { variant_id: seed.variantId, quantity: 2 }
}
