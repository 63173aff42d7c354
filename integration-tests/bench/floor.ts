/** What Medusa alone needs for an order, and what the plugin needs for one, in the same shop. */
import { createCart, placeOrder, startPaymentSession } from "../support/shopper"
import { describe, type Figures, perSecond } from "./figures"
import { rate } from "./many-requests"
import type { MeasuredShop } from "./measured-shop"
import { inTurn, newEmail, quiet } from "./paid-carts"
import { printLine } from "./print"

/** Carts without the plugin, completed by core. */
export async function measureFloor(
  shop: MeasuredShop,
  orders: number
): Promise<Figures> {
  const carts = await inTurn(orders, async () => {
    const cart = await createCart(shop, { email: newEmail() })
    await startPaymentSession(shop, cart, "pp_system_default")
    return cart
  })
  await quiet(shop)
  const floor = await measureShop(shop, orders, async () => {
    await rate(
      orders,
      (index) => placeOrder(shop, carts[index] ?? { id: "" }),
      8
    )
  })
  printLine(
    `${orders} carts completed by core alone, 8 at once`,
    `${perSecond(floor.rate)}; per order ${describe(floor)}`
  )
  return floor
}

export async function measureShop(
  shop: MeasuredShop,
  orders: number,
  work: () => Promise<unknown>
): Promise<Figures> {
  const calls = (await shop.stripe.requests()).length
  const before = await shop.usage()
  const from = performance.now()
  await work()
  const seconds = (performance.now() - from) / 1000
  await quiet(shop)
  const after = await shop.usage()
  return {
    rate: orders / seconds,
    statements: (after.statements - before.statements) / orders,
    cpuMs: (after.cpuMs - before.cpuMs) / orders,
    stripeCalls: ((await shop.stripe.requests()).length - calls) / orders,
  }
}
