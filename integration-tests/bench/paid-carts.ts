/** Carts that are paid at Stripe's page, for benchmarks of what follows. */
import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import { Browser } from "../support/browser"
import { type Cart, createCart, startPaymentSession } from "../support/shopper"
import { ours } from "./checkout/contestants"
import { rate } from "./many-requests"
import type { MeasuredShop } from "./measured-shop"

export type PaidCart = { readonly cart: Cart; readonly sessionId: string }

/** Paid at Stripe's page; the shopper never comes back. */
export async function payCarts(
  shop: MeasuredShop,
  count: number
): Promise<PaidCart[]> {
  return inTurn(count, async () => {
    const cart = await createCart(shop, { email: newEmail() })
    const session = await startPaymentSession(shop, cart, ours.providerId)
    const id = await ours.open({ cart, session, browser: new Browser(shop) })
    await ours.pay(shop, id)
    return { cart, sessionId: session.id }
  })
}

/** Medusa cannot create one customer for two carts at the same moment. */
export const newEmail = (): string => `${randomUUID()}@example.com`

export async function placedAll(
  shop: MeasuredShop,
  carts: readonly PaidCart[]
): Promise<void> {
  await Promise.all(carts.map(({ cart }) => shop.placedAt(cart.id)))
}

/** Until nothing has used the database for a while. */
export async function quiet(shop: MeasuredShop): Promise<void> {
  for (let before = -1; ;) {
    const { statements } = await shop.usage()
    if (statements - before < 5) return
    before = statements
    await pause(500)
  }
}

export async function inTurn<Result>(
  count: number,
  work: () => Promise<Result>
): Promise<Result[]> {
  const results: Result[] = []
  await rate(count, async () => results.push(await work()), 4)
  return results
}
