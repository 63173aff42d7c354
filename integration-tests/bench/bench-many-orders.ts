/**
 * What happens to many orders at once without anybody waiting: a recovery after every webhook was lost, and a capture of
 * all by one bulk request.
 */
import { perSecond, compare, ratio } from "./figures"
import { measureFloor, measureShop } from "./floor"
import { type MeasuredShop, startMeasuredShop } from "./measured-shop"
import { payCarts, placedAll, quiet } from "./paid-carts"
import { printLine, printMachine } from "./print"

/** The benchmark's key is one of test mode. */
const STRIPE_ALLOWS_PER_SECOND = 25
const CALLS_OF_A_CAPTURE = 2

export async function benchManyOrders(orders: number): Promise<void> {
  const shop = await startMeasuredShop()
  try {
    printMachine()
    await placedAll(shop, await payCarts(shop, 5))
    const floor = await measureFloor(shop, orders)
    await shop.stripe.webhooks.dropNext(20 * orders)
    const carts = await payCarts(shop, orders)
    await quiet(shop)
    const recovered = await measureShop(shop, orders, () =>
      Promise.all([shop.usage({ kind: "sweep" }), placedAll(shop, carts)])
    )
    printLine(
      `${orders} carts paid, every webhook lost, one sweep`,
      compare(recovered, floor)
    )
    await measureCapture(
      shop,
      carts.map(({ cart }) => cart.id)
    )
    const { megabytes } = await shop.usage()
    printLine("memory of the shop's process", `${megabytes} MB`)
  } finally {
    await shop.stop()
  }
}

async function measureCapture(
  shop: MeasuredShop,
  cartIds: readonly string[]
): Promise<void> {
  const orders = cartIds.length
  const captured = await measureShop(shop, orders, () =>
    shop.usage({ kind: "capture", cartIds })
  )
  const possible = STRIPE_ALLOWS_PER_SECOND / CALLS_OF_A_CAPTURE
  printLine(
    `${orders} holds captured by one bulk request`,
    `${perSecond(captured.rate)} = ${ratio(captured.rate, possible)} of what Stripe allows; per order ${Math.round(captured.statements)} statements, ${Math.round(captured.cpuMs)} ms of CPU, ${captured.stripeCalls.toFixed(1)} calls to Stripe`
  )
}
