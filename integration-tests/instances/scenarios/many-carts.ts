import { setStatus, captureInAdmin } from "../../faults/sale"
import { logIn } from "../../faults/fault-world"
import { HELD, PAID } from "../../faults/sale-state"
import type { InstancesWorld } from "../instances-world"
import { expectSoon, expectWithinTwoTicks } from "../recover"
import {
  completeAll,
  heldSales,
  openSales,
  payAll,
  returnAll,
  secretlyPaidSales,
} from "../sales"

export type Sizes = {
  readonly carts: number
  readonly raced: number
  readonly captures: number
}

export function manyCarts(
  started: () => InstancesWorld,
  { carts, raced, captures }: Sizes
): void {
  it(`places one order for each of ${carts} carts that are paid at once, with every webhook delivered twice to each instance`, async () => {
    const world = started()
    const sales = await openSales(world, carts)
    await world.stripe.webhooks.duplicateNext(100 * carts)
    world.shop.loadBalancer.copiesWebhooks = true

    await payAll(world, sales)

    await expectSoon(world, sales, HELD)
  })

  it(`places one order for each of ${raced} carts when the return, the webhooks and the storefront complete it together`, async () => {
    const world = started()
    const sales = await secretlyPaidSales(world, raced)

    await Promise.all([
      world.stripe.webhooks.resume(),
      returnAll(sales),
      completeAll(world, sales),
    ])

    await expectWithinTwoTicks(world, sales, HELD)
  })

  it(`captures each of ${captures} orders once when one instance gets its status and the other the click at the same moment`, async () => {
    const world = started()
    const sales = await heldSales(world, captures)
    const [byStatus, byButton] = await Promise.all(
      [world.shop.first, world.shop.second].map(async ({ baseUrl }) => ({
        ...world,
        admin: await logIn(baseUrl, world.seed),
      }))
    )
    if (!byStatus || !byButton) throw new Error("Two instances are needed")

    // Whoever is late is refused, or finds the money captured.
    await Promise.allSettled(
      sales.flatMap((sale) => [
        setStatus(byStatus, sale, "ready_for_capture"),
        captureInAdmin(byButton, sale),
      ])
    )

    await expectWithinTwoTicks(world, sales, PAID)
  })
}
