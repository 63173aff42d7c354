/**
 * How fast Stripe's events are acknowledged, against a route of the same server that does nothing, and how fast orders
 * are placed by webhooks alone, against core's own completion of the same carts.
 */
import { setTimeout as pause } from "node:timers/promises"
import { Browser } from "../../support/browser"
import { createCart, startPaymentSession } from "../../support/shopper"
import { ours } from "../checkout/contestants"
import { compare, perSecond, ratio, seconds } from "../figures"
import { measureFloor, measureShop } from "../floor"
import { rate } from "../many-requests"
import { type MeasuredShop, startMeasuredShop } from "../measured-shop"
import { newEmail, payCarts, placedAll, quiet } from "../paid-carts"
import { printLine, printMachine } from "../print"
import { askHealth, deliver, newEvent } from "./deliver"

const CONNECTIONS = 50
const DELIVERIES = 3_000
const POLLS = 1_000
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
    await measurePolls(shop)
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

/** What a storefront does while a shopper pays in another tab. */
async function measurePolls(shop: MeasuredShop): Promise<void> {
  const cart = await createCart(shop, { email: newEmail() })
  const session = await startPaymentSession(shop, cart, ours.providerId)
  await ours.open({ cart, session, browser: new Browser(shop) })
  const figures = await measureShop(shop, POLLS, () =>
    rate(
      POLLS,
      () =>
        shop.storefront.client.fetch(
          `/store/stripe-checkout/payments/${session.id}`
        ),
      10
    )
  )
  printLine(
    `${POLLS} polls of a payment that is waited for`,
    `${perSecond(figures.rate)}; per poll ${figures.statements.toFixed(1)} statements, ${figures.cpuMs.toFixed(1)} ms of CPU; calls to Stripe in all: ${Math.round(figures.stripeCalls * POLLS)}`
  )
}

async function measureOrders(
  shop: MeasuredShop,
  orders: number
): Promise<void> {
  const floor = await measureFloor(shop, orders)
  await shop.stripe.webhooks.pause()
  const carts = await payCarts(shop, orders)
  await quiet(shop)
  const placed = await measureShop(shop, orders, async () => {
    await shop.stripe.webhooks.resume()
    await placedAll(shop, carts)
  })
  printLine(
    `${orders} carts paid at once, webhooks alone`,
    compare(placed, floor)
  )
}
