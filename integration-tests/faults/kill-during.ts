import type { Purchase } from "../support/stripe-checkout"
import { waitUntil } from "../support/wait-until"
import type { FaultWorld } from "./fault-world"
import { mapConcurrently } from "./map-concurrently"
import type { KillPoint } from "./kill-points"
import { waitUntilIdle } from "./wait-until-idle"
import { killShop } from "./recover"

/** Longer than it takes to reach any moment, shorter than the timeout of the shop's own calls to Stripe. */
/** Enough for a machine that is busy with other things. */
const PATIENCE = { timeoutMs: 60_000, everyMs: 20 }

export type Prepared = { readonly point: KillPoint; readonly sale: Purchase }

/** Brings every sale to its moment, and then kills the shop once. */
export async function killDuring(
  world: FaultWorld,
  points: readonly KillPoint[]
): Promise<Purchase[]> {
  const prepared = await prepare(world, points)
  await bringToMoments(world, prepared)
  await killShop(world)
  return prepared.map(({ sale }) => sale)
}

/** Everything before the actions, without any fault. */
export async function prepare(
  world: FaultWorld,
  points: readonly KillPoint[]
): Promise<Prepared[]> {
  const prepared = await mapConcurrently(points, 3, async (point) => ({
    point,
    sale: await point.arrange(world),
  }))
  await waitUntilIdle(world)
  return prepared
}

/** The same while faults interfere: a moment that does not come is given up, and the others are not. */
export async function bringToMostMoments(
  world: FaultWorld,
  prepared: readonly Prepared[]
): Promise<void> {
  await world.stripe.webhooks.pause()
  for (const one of prepared) {
    await holdAtDatabase(world, [one]).catch(() => undefined)
  }
  await holdAtStripe(world, prepared).catch(() => undefined)
}

/** How many moments the shop is held at. */
export async function heldMoments({
  proxy,
  stripe,
}: FaultWorld): Promise<number> {
  return proxy.held() + (await stripe.held()).length
}

async function bringToMoments(
  world: FaultWorld,
  prepared: readonly Prepared[]
): Promise<void> {
  await world.stripe.webhooks.pause()
  await holdAtDatabase(world, prepared)
  await holdAtStripe(world, prepared)
}

/** One after another, because a statement does not say which sale it belongs to. */
async function holdAtDatabase(
  world: FaultWorld,
  prepared: readonly Prepared[]
): Promise<void> {
  const { proxy, stripe } = world
  for (const { point, sale } of prepared) {
    if (point.moment.side !== "database") continue
    const held = proxy.held()
    proxy.holdNext(point.moment)
    begin(world, { point, sale })
    if (point.comesByWebhook) await stripe.webhooks.resume()
    await waitUntil(
      `the moment "${point.name}"`,
      () => proxy.held() > held,
      PATIENCE
    )
    if (point.comesByWebhook) await stripe.webhooks.pause()
  }
}

async function holdAtStripe(
  world: FaultWorld,
  prepared: readonly Prepared[]
): Promise<void> {
  const atStripe = prepared.filter(
    ({ point }) => point.moment.side === "stripe"
  )
  for (const { point, sale } of atStripe) {
    if (point.moment.side !== "stripe") continue
    const { method, path, when } = point.moment.of(sale)
    await world.stripe.failNext({ kind: `timeout_${when}`, method, path })
  }
  for (const prepared of atStripe) begin(world, prepared)
  await waitUntil(
    `${atStripe.length} requests to wait at Stripe`,
    async () => (await world.stripe.held()).length >= atStripe.length,
    PATIENCE
  )
}

/** Not awaited, because it will be interrupted. */
function begin(world: FaultWorld, { point, sale }: Prepared): void {
  point.action(world, sale as never).catch(() => undefined)
}
