/**
 * How a shop recovers from a fault: it gets restarted, minutes pass, the job runs, and Stripe redelivers what was not
 * acknowledged. Nothing else.
 */
import type { FaultWorld } from "./fault-world"
import { waitUntil } from "../support/wait-until"
import { waitUntilIdle } from "./wait-until-idle"

/** Longer than any lease and than the interval between two sweeps. */
const SIX_MINUTES = 6 * 60

const TICKS = 2

const PATIENCE = { timeoutMs: 90_000, everyMs: 500 }

export async function killShop({
  proxy,
  shop,
  stripe,
}: FaultWorld): Promise<void> {
  await shop.kill()
  await stripe.clearFaults()
  proxy.clearMoments()
}

/**
 * Minutes pass before the supervisor restarts the shop. It tries again if the start fails, since Postgres may crash at
 * that moment.
 */
export async function restartShop(world: FaultWorld): Promise<void> {
  await waitUntil(
    "minutes to pass",
    async () => {
      await world.letTimePass(SIX_MINUTES)
      return true
    },
    PATIENCE
  )
  await waitUntil(
    "the shop to run again",
    async () => {
      await world.shop.start()
      return true
    },
    PATIENCE
  )
  await world.stripe.webhooks.resume()
}

/** What the job does in the following minutes. */
export async function runTicks(world: FaultWorld): Promise<void> {
  await world.shop.ask("tick", {})
  await waitUntilIdle(world)
  for (let tick = 1; tick < TICKS; tick += 1) {
    await world.letTimePass(SIX_MINUTES)
    await world.shop.ask("tick", {})
    await waitUntilIdle(world)
  }
}

/** All of it, from the restart to the last tick. */
export async function recover(world: FaultWorld): Promise<void> {
  await restartShop(world)
  await waitUntilIdle(world)
  await runTicks(world)
}
