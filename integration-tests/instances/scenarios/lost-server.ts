import { setTimeout as pause } from "node:timers/promises"
import { crashPostgres } from "../../faults/database/crash-postgres"
import { HELD } from "../../faults/sale-state"
import type { InstancesWorld } from "../instances-world"
import { expectWithinTwoTicks } from "../recover"
import { completeAll, returnAll, secretlyPaidSales } from "../sales"
import { holdCompletions } from "./held-completions"

const CARTS = 6

/** Longer than Medusa's clients of Redis try a command again. */
const GONE_MS = 20_000

type Loss = {
  readonly name: string
  /** While two carts are in the middle of their completion. */
  lose(world: InstancesWorld): Promise<void>
}

const LOSSES: readonly Loss[] = [
  {
    name: "Redis is restarted and has forgotten everything",
    async lose({ proxy, redis }) {
      await redis.kill()
      await redis.start()
      proxy.release()
    },
  },
  {
    name: "Redis is gone for 20 seconds",
    async lose({ proxy, redis }) {
      await redis.kill()
      proxy.release()
      await pause(GONE_MS)
      await redis.start()
    },
  },
  {
    name: "Postgres crashes and recovers",
    lose: ({ databaseUrl }) => crashPostgres(databaseUrl),
  },
]

export function lostServer(started: () => InstancesWorld): void {
  it.each(LOSSES)(
    `one order is placed for each of ${CARTS} carts although $name meanwhile`,
    async ({ lose }) => {
      const world = started()
      const sales = await secretlyPaidSales(world, CARTS)
      const { ended } = await holdCompletions(world, () =>
        Promise.all([
          returnAll(sales),
          completeAll(world, sales),
          world.stripe.webhooks.resume(),
        ])
      )

      await lose(world)

      world.proxy.clearMoments()
      await ended
      await expectWithinTwoTicks(world, sales, HELD)
    }
  )
}
