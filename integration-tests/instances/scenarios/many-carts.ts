import { setStatus, captureInAdmin } from "../../faults/sale"
import { logIn } from "../../faults/fault-world"
import { HELD, PAID } from "../../faults/sale-state"
import type { InstancesWorld } from "../instances-world"
import type { Instance } from "../shop/shop-instances"
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
    world.shop.loadBalancer.copiedWebhooks = 1

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

  it(`captures each of ${captures} orders once when one instance gets its status and another the click at the same moment`, async () => {
    const world = started()
    const sales = await heldSales(world, captures)
    // A server gets both, and its worker acts on the status.
    const { serving } = world.shop
    const byStatus = await atInstance(world, serving[0])
    const byButton = await atInstance(world, serving.at(-1))

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

/** An administrator whose requests go to one instance. */
async function atInstance(
  world: InstancesWorld,
  instance: Instance | undefined
): Promise<InstancesWorld> {
  if (!instance) throw new Error("No instance serves requests")
  return { ...world, admin: await logIn(instance.baseUrl, world.seed) }
}
