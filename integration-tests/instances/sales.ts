import { mapConcurrently } from "../faults/map-concurrently"
import {
  heldSale,
  openSale,
  type PlacedSale,
  queryRows,
  type Sale,
} from "../faults/sale"
import type { InstancesWorld } from "./instances-world"

/** Enough to keep two instances busy. */
const AT_ONCE = 4

export type PaidSale = Sale & {
  /** Where Stripe sends the shopper. */
  readonly redirectUrl: string
}

export async function openSales(
  world: InstancesWorld,
  count: number
): Promise<Sale[]> {
  return repeat(count, () => openSale(world))
}

export async function heldSales(
  world: InstancesWorld,
  count: number
): Promise<PlacedSale[]> {
  return repeat(count, () => heldSale(world))
}

/** Paid, and the shop knows nothing of it yet: webhooks wait until `resume`, and no shopper has returned. */
export async function secretlyPaidSales(
  world: InstancesWorld,
  count: number
): Promise<PaidSale[]> {
  const sales = await openSales(world, count)
  await world.stripe.webhooks.pause()
  return payAll(world, sales)
}

export async function payAll(
  { stripe }: InstancesWorld,
  sales: readonly Sale[]
): Promise<PaidSale[]> {
  return Promise.all(
    sales.map(async (sale) => {
      const { redirectUrl } = await stripe.pay(sale.checkoutSessionId)
      return { ...sale, redirectUrl: redirectUrl ?? "" }
    })
  )
}

/** Every shopper returns; what the shop answers does not matter here. */
export async function returnAll(sales: readonly PaidSale[]): Promise<void> {
  await Promise.allSettled(
    sales.map(({ browser, redirectUrl }) => browser.get(redirectUrl))
  )
}

/** The storefront completes every cart itself. */
export async function completeAll(
  { storefront }: InstancesWorld,
  sales: readonly Sale[]
): Promise<void> {
  await Promise.allSettled(
    sales.map(({ cart }) => storefront.store.cart.complete(cart.id))
  )
}

/** When each order was placed, in the order of the sales. */
export async function placedAt(
  world: InstancesWorld,
  sales: readonly Sale[]
): Promise<number[]> {
  const rows = await queryRows<{ cart_id: string; created_at: Date }>(
    world,
    `select l.cart_id, o.created_at from order_cart l join "order" o on o.id = l.order_id
      where l.cart_id = any($1)`,
    [sales.map(({ cart }) => cart.id)]
  )
  const times = new Map(
    rows.map((row) => [row.cart_id, row.created_at.getTime()])
  )
  return sales.map(({ cart }) => times.get(cart.id) ?? Infinity)
}

async function repeat<Result>(
  count: number,
  work: () => Promise<Result>
): Promise<Result[]> {
  return mapConcurrently(Array.from({ length: count }), AT_ONCE, work)
}
