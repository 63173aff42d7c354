/**
 * How fast Stripe's events are acknowledged, against a route of the same server that does nothing, and how fast orders
 * are placed by webhooks alone, against core's own completion of the same carts.
 */
import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import { Browser } from "../../support/browser"
import {
  type Cart,
  createCart,
  placeOrder,
  startPaymentSession,
} from "../../support/shopper"
import { ours } from "../checkout/contestants"
import { rate } from "../many-requests"
import { type MeasuredShop, startMeasuredShop } from "../measured-shop"
import type { Usage } from "../messages"
import { askHealth, deliver, newEvent } from "./deliver"
import { printLine, printMachine } from "./print"

const CONNECTIONS = 50
const DELIVERIES = 3_000
const FOREIGN_IN_BURST = 2_000
const UNHANDLED = "customer.created"
const HANDLED = "payment_intent.amount_capturable_updated"

export async function benchWebhooks(orders: number): Promise<void> {
  const shop = await startMeasuredShop()
  try {
    printMachine()
    await warmUp(shop)
    await measureOrders(shop, orders)
    await measureAcknowledgements(shop)
    await measureLatency(shop)
    await measureBurst(shop)
    const { megabytes } = await shop.usage()
    printLine("memory of the shop's process", `${megabytes} MB`)
  } finally {
    await shop.stop()
  }
}

/** Not measured: the JavaScript engine compiles hot code, and connection pools fill. */
async function warmUp(shop: MeasuredShop): Promise<void> {
  const carts = await payCarts(shop, 5)
  await placedAll(shop, carts)
  await rate(500, () => deliver(shop, newEvent(UNHANDLED)), CONNECTIONS)
  await rate(500, () => askHealth(shop), CONNECTIONS)
}

async function measureAcknowledgements(shop: MeasuredShop): Promise<void> {
  const nothing = await rate(DELIVERIES, () => askHealth(shop), CONNECTIONS)
  const ignored = await rate(
    DELIVERIES,
    () => deliver(shop, newEvent(UNHANDLED)),
    CONNECTIONS
  )
  const carts = await payCarts(shop, 40)
  await placedAll(shop, carts)
  const known = await rate(
    DELIVERIES,
    (index) => {
      const paid = carts[index % carts.length]
      return deliver(
        shop,
        newEvent(HANDLED, { payment_session_id: paid?.sessionId ?? "" })
      )
    },
    CONNECTIONS
  )
  await quiet(shop)
  printLine("a route that does nothing", perSecond(nothing))
  printLine(
    "events that are ignored",
    `${perSecond(ignored)} = ${ratio(ignored, nothing)}`
  )
  printLine(
    "events of 40 known payments, being processed",
    `${perSecond(known)} = ${ratio(known, nothing)}`
  )
}

/** Fifty events a second for ten seconds. */
async function measureLatency(shop: MeasuredShop): Promise<void> {
  const times: number[] = []
  const deliveries: Promise<void>[] = []
  for (let sent = 0; sent < 500; sent += 1) {
    const from = performance.now()
    deliveries.push(
      deliver(shop, newEvent(UNHANDLED)).then(() => {
        times.push(performance.now() - from)
      })
    )
    await pause(20)
  }
  await Promise.all(deliveries)
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) =>
    `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)} ms`
  printLine("acknowledged at 50 a second", `p50 ${at(0.5)}, p99 ${at(0.99)}`)
}

async function measureBurst(shop: MeasuredShop): Promise<void> {
  await shop.stripe.webhooks.pause()
  const carts = await payCarts(shop, 60)
  const from = performance.now()
  await shop.stripe.webhooks.resume()
  const foreign = rate(
    FOREIGN_IN_BURST,
    () => deliver(shop, newEvent(HANDLED)),
    FOREIGN_IN_BURST
  )
  const placed = placedAll(shop, carts).then(() => performance.now() - from)
  await foreign
  const acknowledged = performance.now() - from
  printLine(
    `${FOREIGN_IN_BURST} foreign events with those of 60 paid carts`,
    `acknowledged after ${seconds(acknowledged)}, last order after ${seconds(await placed)}`
  )
}

async function measureOrders(
  shop: MeasuredShop,
  orders: number
): Promise<void> {
  const free = await inTurn(orders, async () => {
    const cart = await createCart(shop, { email: newEmail() })
    await startPaymentSession(shop, cart, "pp_system_default")
    return cart
  })
  await quiet(shop)
  const before = await shop.usage()
  const floor = await rate(
    orders,
    (index) => placeOrder(shop, free[index] ?? { id: "" }),
    8
  )
  const floorUsed = used(before, await shop.usage(), orders)
  await shop.stripe.webhooks.pause()
  const carts = await payCarts(shop, orders)
  await quiet(shop)
  const calls = (await shop.stripe.requests()).length
  const start = await shop.usage()
  const from = performance.now()
  await shop.stripe.webhooks.resume()
  await placedAll(shop, carts)
  const paid = orders / ((performance.now() - from) / 1000)
  await quiet(shop)
  const paidUsed = used(start, await shop.usage(), orders)
  const stripe = ((await shop.stripe.requests()).length - calls) / orders
  printLine(
    `${orders} carts completed by core alone, 8 at once`,
    `${perSecond(floor)}; per order ${describe(floorUsed)}`
  )
  printLine(
    `${orders} carts paid at once, webhooks alone`,
    `${perSecond(paid)} = ${ratio(paid, floor)}; per order ${describe(paidUsed)} = ${ratio(paidUsed.cpuMs, floorUsed.cpuMs)} of the CPU, ${stripe.toFixed(1)} calls to Stripe`
  )
}

type PaidCart = { readonly cart: Cart; readonly sessionId: string }

/** Paid at Stripe's page; the shopper never comes back. */
async function payCarts(
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
const newEmail = (): string => `${randomUUID()}@example.com`

async function placedAll(
  shop: MeasuredShop,
  carts: readonly PaidCart[]
): Promise<void> {
  await Promise.all(carts.map(({ cart }) => shop.placedAt(cart.id)))
}

/** Until nothing has used the database for a while. */
async function quiet(shop: MeasuredShop): Promise<void> {
  for (let before = -1; ;) {
    const { statements } = await shop.usage()
    if (statements - before < 5) return
    before = statements
    await pause(500)
  }
}

async function inTurn<Result>(
  count: number,
  work: () => Promise<Result>
): Promise<Result[]> {
  const results: Result[] = []
  await rate(count, async () => results.push(await work()), 4)
  return results
}

function used(before: Usage, after: Usage, orders: number) {
  return {
    statements: (after.statements - before.statements) / orders,
    cpuMs: (after.cpuMs - before.cpuMs) / orders,
  }
}

const perSecond = (value: number): string => `${value.toFixed(1)}/s`
const ratio = (value: number, base: number): string => (value / base).toFixed(2)
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const describe = (one: { statements: number; cpuMs: number }): string =>
  `${Math.round(one.statements)} statements, ${Math.round(one.cpuMs)} ms of CPU`
