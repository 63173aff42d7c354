/**
 * What happens after an accident, in every shop: somebody starts it again, minutes go by, the job does its rounds, and
 * Stripe sends again what was not answered. Nothing else.
 */
import type { FaultWorld } from "./fault-world"
import { letTimePass } from "./database/let-time-pass"
import { untilQuiet } from "./quiet"

/** Longer than any lease, and than the time between two sweeps. */
const SIX_MINUTES = 6 * 60

const ROUNDS = 2

export async function killShop({
  proxy,
  shop,
  stripe,
}: FaultWorld): Promise<void> {
  await shop.kill()
  await stripe.clearFaults()
  proxy.forgetMoments()
}

/** Minutes go by until somebody starts the shop that was killed. */
export async function startAgain(world: FaultWorld): Promise<void> {
  await letTimePass(world.database, SIX_MINUTES)
  await world.shop.start()
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
