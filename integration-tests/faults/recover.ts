/**
 * What happens after an accident, in every shop: somebody starts it again, minutes go by, the job does its rounds, and
 * Stripe sends again what was not answered. Nothing else.
 */
import type { FaultWorld } from "./fault-world"
import { letTimePass } from "./database/let-time-pass"
import { waitUntil } from "../support/wait-until"
import { untilQuiet } from "./quiet"

/** Longer than any lease, and than the time between two sweeps. */
const SIX_MINUTES = 6 * 60

const ROUNDS = 2

const PATIENCE = { timeoutMs: 90_000, everyMs: 500 }

export async function killShop({
  proxy,
  shop,
  stripe,
}: FaultWorld): Promise<void> {
  await shop.kill()
  await stripe.clearFaults()
  proxy.forgetMoments()
}

/**
 * Minutes go by until whatever watches over the shop starts it again, and again if it does not come up: Postgres may
 * crash in that very moment.
 */
export async function startAgain(world: FaultWorld): Promise<void> {
  await waitUntil(
    "minutes to have gone by",
    async () => {
      await letTimePass(world.database, SIX_MINUTES)
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

/** What the job does in the minutes that follow. */
export async function goRounds(world: FaultWorld): Promise<void> {
  await world.shop.ask("tick", {})
  await untilQuiet(world)
  for (let round = 1; round < ROUNDS; round += 1) {
    await letTimePass(world.database, SIX_MINUTES)
    await world.shop.ask("tick", {})
    await untilQuiet(world)
  }
}

/** All of it, from the start to the last round. */
export async function recover(world: FaultWorld): Promise<void> {
  await startAgain(world)
  await untilQuiet(world)
  await goRounds(world)
}
