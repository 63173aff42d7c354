import { openSale, type Sale } from "../../faults/sale"
import { HELD } from "../../faults/sale-state"
import { only } from "../../support/only"
import type { InstancesWorld } from "../instances-world"
import { expectWithinTwoTicks } from "../recover"
import { type PaidSale, payAll } from "../sales"

/** As many as two busy cores serve while a Medusa starts beside. */
const SHOPPERS = 2

export function rollingRestart(started: () => InstancesWorld): void {
  it("fails no request of shoppers that a retry does not complete", async () => {
    const world = started()
    const sales: Sale[] = []
    let isOver = false
    const shopping = Array.from({ length: SHOPPERS }, async () => {
      while (!isOver) sales.push(await shop(world))
    })

    for (const { process: instance } of world.shop.instances) {
      await instance.end()
      await instance.start()
    }

    isOver = true
    await Promise.all(shopping)
    expect(sales.length).toBeGreaterThan(SHOPPERS)
    await expectWithinTwoTicks(world, sales, HELD)
  })
}

async function shop(world: InstancesWorld): Promise<Sale> {
  const sale = await onceMore(() => openSale(world))
  const paid = await payAll(world, [sale])
  await onceMore(() => arrive(only(paid)))
  return sale
}

async function arrive({ browser, redirectUrl }: PaidSale): Promise<void> {
  const { status } = await browser.get(redirectUrl)
  if (status >= 400) throw new Error(`The shop answered ${status}`)
}

/** What a person does who meets an error page. */
async function onceMore<Result>(
  request: () => Promise<Result>
): Promise<Result> {
  return request().catch(request)
}
