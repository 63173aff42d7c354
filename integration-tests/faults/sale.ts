/** What people do in a shop that may be killed at any moment. Results are read from its database, never from the shop. */
import { randomUUID } from "node:crypto"
import { only } from "../support/only"
import { addShirts } from "../support/order-balance"
import { readCard } from "../support/order-card"
import type { ShopFront } from "../support/shopper"
import { cartOf, type SignedIn, signUp } from "../support/sign-up"
import {
  openPage,
  payFor,
  type Purchase,
  type PurchaseOptions,
  startPurchase,
} from "../support/stripe-checkout"
import { waitUntil } from "../support/wait-until"
import type { FaultWorld } from "./fault-world"

export type Sale = Purchase & {
  /** Known once the shopper has followed the pay link. */
  readonly checkoutSessionId: string
}

export type PlacedSale = Sale & {
  readonly orderId: string
  readonly paymentId: string
  readonly paymentIntentId: string
}

/** The shopper has chosen to pay with Stripe. */
export async function startSale(
  world: FaultWorld,
  options: Pick<PurchaseOptions, "providerId"> = {}
): Promise<Purchase> {
  // Medusa cannot create one customer for two carts at the same moment.
  const email = `${randomUUID()}@example.com`
  return startPurchase(world, { email, ...options })
}

/** The Checkout Session is open, and nothing is paid. */
export async function openSale(
  world: FaultWorld,
  options: Pick<PurchaseOptions, "providerId"> = {}
): Promise<Sale> {
  const purchase = await startSale(world, options)
  return { ...purchase, checkoutSessionId: await openPage(purchase) }
}

/** The same for a customer who is signed in. */
export async function openSaleOf(
  customer: SignedIn,
  providerId?: string
): Promise<Sale> {
  const purchase = await payFor(customer, await cartOf(customer), providerId)
  return { ...purchase, checkoutSessionId: await openPage(purchase) }
}

/** The order is placed, and 120.00 EUR are held for it. */
export async function heldSale(world: FaultWorld): Promise<PlacedSale> {
  return holdFor(world, await openSale(world))
}

/** 100.00 EUR more are owed, for which the customer's card may be charged. */
export async function dearerSale(world: FaultWorld): Promise<PlacedSale> {
  const customer = await signUp(world)
  const sale = await holdFor(world, await openSaleOf(customer))
  await addShirts(world, sale, 1)
  await waitUntil("the order to owe more", async () => {
    const { payment_link } = await readCard(world, sale.orderId)
    return payment_link.amount === 100
  })
  return sale
}

async function holdFor(world: FaultWorld, sale: Sale): Promise<PlacedSale> {
  const { redirectUrl } = await world.stripe.pay(sale.checkoutSessionId)
  await sale.browser.get(redirectUrl ?? "")
  const placed = await placedSale(world, sale)
  await waitForOrderStatus(world, placed, "approved")
  return placed
}

/** The money was captured. */
export async function capturedSale(world: FaultWorld): Promise<PlacedSale> {
  const sale = await heldSale(world)
  await captureInAdmin(world, sale)
  await waitForOrderStatus(world, sale, "paid")
  return sale
}

async function placedSale(world: FaultWorld, sale: Sale): Promise<PlacedSale> {
  return waitUntil("the order to be placed", async () => {
    const [row] = await queryRows<{
      order_id: string
      payment_id: string
      payment_intent_id: string
    }>(
      world,
      `select l.order_id, p.id as payment_id, p.data ->> 'payment_intent_id' as payment_intent_id
         from order_cart l join payment p on p.payment_session_id = $2
        where l.cart_id = $1`,
      [sale.cart.id, sale.session.id]
    )
    return (
      row && {
        ...sale,
        orderId: row.order_id,
        paymentId: row.payment_id,
        paymentIntentId: row.payment_intent_id,
      }
    )
  })
}

/** Pays, and is redirected to the shop. */
export async function payAndReturn(
  world: FaultWorld,
  sale: Sale
): Promise<void> {
  const { redirectUrl } = await world.stripe.pay(sale.checkoutSessionId)
  await sale.browser.get(redirectUrl ?? "")
}

export async function captureInAdmin(
  { admin, capturedInAdmin }: FaultWorld,
  { paymentId }: PlacedSale,
  amount?: number
): Promise<void> {
  capturedInAdmin.add(paymentId)
  await admin.admin.payment.capture(paymentId, amount ? { amount } : {})
}

export async function refundInAdmin(
  { admin }: FaultWorld,
  { paymentId }: PlacedSale,
  amount: number
): Promise<void> {
  await admin.admin.payment.refund(paymentId, { amount })
}

export async function cancelOrder(
  { admin }: FaultWorld,
  { orderId }: PlacedSale
): Promise<void> {
  await admin.admin.order.cancel(orderId)
}

export async function releaseInAdmin(
  { admin }: FaultWorld,
  { orderId }: PlacedSale
): Promise<void> {
  await admin.client.fetch(`/admin/stripe-checkout/orders/${orderId}/release`, {
    method: "POST",
    body: {},
  })
}

export async function setStatus(
  { admin }: FaultWorld,
  { orderId }: PlacedSale,
  status: string
): Promise<void> {
  await admin.admin.order.update(orderId, {
    metadata: { order_status: status },
  })
}

/** The cart then costs 220.00 EUR. */
export async function addAnotherShirt(
  { seed, storefront }: ShopFront,
  { cart }: Sale
): Promise<void> {
  await storefront.store.cart.createLineItem(cart.id, {
    variant_id: seed.variantId,
    quantity: 1,
  })
}

export async function queryRows<Row extends object>(
  { database }: FaultWorld,
  sql: string,
  parameters: readonly unknown[] = []
): Promise<Row[]> {
  const { rows } = await database.query<Row>(sql, [...parameters])
  return rows
}

async function waitForOrderStatus(
  world: FaultWorld,
  { orderId }: Pick<PlacedSale, "orderId">,
  status: string
): Promise<void> {
  await waitUntil(
    `the order to read ${status}`,
    async () => {
      const rows = await queryRows<{ status: string | null }>(
        world,
        `select metadata ->> 'order_status' as status from "order" where id = $1`,
        [orderId]
      )
      return only(rows).status === status
    },
    { timeoutMs: 30_000 }
  )
}
