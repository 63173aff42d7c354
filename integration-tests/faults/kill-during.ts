import type { Purchase } from "../support/stripe-checkout"
import { waitUntil } from "../support/wait-until"
import type { FaultWorld } from "./fault-world"
import { inTurns } from "./in-turns"
import type { KillPoint } from "./kill-points"
import { untilQuiet } from "./quiet"
import { killShop } from "./recover"

/** Longer than it takes to get to any moment; shorter than what the shop's own calls to Stripe may take. */
const PATIENCE = { timeoutMs: 20_000, everyMs: 20 }

export type Prepared = { readonly point: KillPoint; readonly sale: Purchase }

/** Brings each sale to its moment, one beside the other, and then kills the shop once. */
export async function killDuring(
  world: FaultWorld,
  points: readonly KillPoint[]
): Promise<Purchase[]> {
  const prepared = await prepare(world, points)
  await bringToMoments(world, prepared)
  await killShop(world)
  return prepared.map(({ sale }) => sale)
}

/** Everything up to the deeds, while all is well. */
export async function prepare(
  world: FaultWorld,
  points: readonly KillPoint[]
): Promise<Prepared[]> {
  const prepared = await inTurns(points, 3, async (point) => ({
    point,
    sale: await point.arrange(world),
  }))
  await untilQuiet(world)
  return prepared
}

export async function bringToMoments(
  world: FaultWorld,
  prepared: readonly Prepared[]
): Promise<void> {
  await world.stripe.webhooks.pause()
  await stopAtDatabase(world, prepared)
  await stopAtStripe(world, prepared)
}

/** One after the other, because a statement does not tell for which sale it is. */
async function stopAtDatabase(
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

async function stopAtStripe(
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
  for (const one of atStripe) begin(world, one)
  await waitUntil(
    `${atStripe.length} requests to wait at Stripe`,
    async () => (await world.stripe.held()).length >= atStripe.length,
    PATIENCE
  )
}

/** It will be interrupted, so nobody waits for its end. */
function begin(world: FaultWorld, { point, sale }: Prepared): void {
  point.deed(world, sale as never).catch(() => undefined)
}
