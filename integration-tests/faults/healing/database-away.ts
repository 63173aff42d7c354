import { waitUntil } from "../../support/wait-until"
import { letTimePass } from "../database/let-time-pass"
import type { FaultWorld } from "../fault-world"
import { inTurns } from "../in-turns"
import { HELD } from "../standing"
import { readStanding } from "../read-standing"
import { goRounds } from "../recover"
import { openSale, rowsOf } from "../sale"

/** Longer than the shop's pool tries to get back in by itself. */
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
    name: "while it stores an event that it missed",
    statement: /insert into stripe_checkout_event/,
  },
  {
    name: "while it places the order of one",
    statement: /insert into "payment" /,
  },
]

export function aSweepThatLosesTheDatabase(started: () => FaultWorld): void {
  it.each(MOMENTS)(
    "$name, is gone on with by the next",
    async ({ statement }) => {
      const world = started()
      const { proxy, shop, stripe } = world
      const sales = await inTurns(Array.from({ length: 3 }), 1, async () => {
        const sale = await openSale(world)
        // Only the sweep can tell the shop of it.
        await stripe.webhooks.dropNext(100)
        await stripe.pay(sale.checkoutSessionId)
        await stripe.webhooks.dropNext(0)
        return sale
      })
      await letTimePass(world.database, 6 * 60)
      proxy.holdNext({ when: "before", statement })
      const sweep = Promise.allSettled([shop.ask("sweep", {})])
      await waitUntil("the sweep to be there", () => proxy.held() === 1, {
        everyMs: 20,
        timeoutMs: 20_000,
      })

      await proxy.cut(AWAY_MS)
      await sweep
      await letTimePass(world.database, 6 * 60)
      await goRounds(world)

      for (const sale of sales) {
        expect(await readStanding(world, sale)).toEqual(HELD)
      }
      const unfinished = await rowsOf(
        world,
        `select id from stripe_checkout_run where status = 'running'`
      )
      expect(unfinished).toEqual([])
    }
  )
}
