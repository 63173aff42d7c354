import { waitUntil } from "../../support/wait-until"
import type { FaultWorld } from "../fault-world"
import { mapConcurrently } from "../map-concurrently"
import { HELD } from "../sale-state"
import { readSaleState } from "../read-sale-state"
import { runTicks } from "../recover"
import { openSale, queryRows } from "../sale"

/** Longer than the shop's pool keeps trying to reconnect. */
const AWAY_MS = 3_000

const MOMENTS: readonly {
  readonly name: string
  readonly statement: RegExp
}[] = [
  {
    name: "between two of its stages",
    statement: /update stripe_checkout_run\s+set stage/,
  },
  {
    name: "while it stores a missed event",
    statement: /insert into stripe_checkout_event/,
  },
  {
    name: "while it places the order of a missed event",
    statement: /insert into "payment" /,
  },
]

export function sweepThatLosesDatabase(started: () => FaultWorld): void {
  it.each(MOMENTS)(
    "$name, is resumed by the next one",
    async ({ statement }) => {
      const world = started()
      const { proxy, shop, stripe } = world
      const sales = await mapConcurrently(
        Array.from({ length: 3 }),
        1,
        async () => {
          const sale = await openSale(world)
          // Only the sweep can find it.
          await stripe.webhooks.dropNext(100)
          await stripe.pay(sale.checkoutSessionId)
          await stripe.webhooks.dropNext(0)
          return sale
        }
      )
      await world.letTimePass(6 * 60)
      proxy.holdNext({ when: "before", statement })
      const sweep = Promise.allSettled([shop.ask("sweep", {})])
      await waitUntil(
        "the sweep to reach the moment",
        () => proxy.held() === 1,
        {
          everyMs: 20,
          timeoutMs: 20_000,
        }
      )

      await proxy.cut(AWAY_MS)
      await sweep
      await world.letTimePass(6 * 60)
      await runTicks(world)

      for (const sale of sales) {
        expect(await readSaleState(world, sale)).toEqual(HELD)
      }
      const unfinished = await queryRows(
        world,
        `select id from stripe_checkout_run where status = 'running'`
      )
      expect(unfinished).toEqual([])
    }
  )
}
