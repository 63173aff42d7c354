import { only } from "../../support/only"
import { waitUntil } from "../../support/wait-until"
import type { FaultWorld } from "../fault-world"
import { mapConcurrently } from "../map-concurrently"
import { HELD } from "../sale-state"
import { waitUntilIdle } from "../wait-until-idle"
import { readSaleState } from "../read-sale-state"
import { runTicks } from "../recover"
import { openSale, queryRows, type Sale } from "../sale"

const RACES = 10

/**
 * Completing a cart takes a lock, but a lock can expire, and not every program takes it. Core then lets the loser of two
 * authorizations cancel the winner's payment at the provider.
 */
export function twoAuthorizationsAtOnce(started: () => FaultWorld): void {
  it(`keep the winner's hold, ${RACES} times out of ${RACES}`, async () => {
    const world = started()
    await world.stripe.webhooks.pause()
    const sales = await mapConcurrently(
      Array.from({ length: RACES }),
      2,
      async () => {
        const sale = await openSale(world)
        await world.stripe.pay(sale.checkoutSessionId)
        return sale
      }
    )
    for (const sale of sales) {
      expect(await authorizeTwiceAtOnce(world, sale)).toEqual([
        "fulfilled",
        "rejected",
      ])
    }

    await world.stripe.webhooks.resume()
    await waitUntilIdle(world)
    await runTicks(world)

    for (const sale of sales) {
      expect(await readSaleState(world, sale)).toEqual(HELD)
      expect(await countPayments(world, sale)).toBe(1)
    }
  })
}

/** Both have read that there is no payment yet before Stripe tells either that the money is held. */
async function authorizeTwiceAtOnce(
  { shop, stripe }: FaultWorld,
  { checkoutSessionId, session }: Sale
): Promise<string[]> {
  await stripe.failNext({
    kind: "timeout_before",
    method: "GET",
    path: new RegExp(checkoutSessionId),
    times: 2,
  })
  const authorizations = Promise.allSettled(
    [1, 2].map(() => shop.ask("authorize", { paymentSessionId: session.id }))
  )
  await waitUntil("both to call Stripe", async () => {
    const held = await stripe.held()
    return held.length === 2
  })
  await stripe.releaseHeld()
  return (await authorizations).map(({ status }) => status).sort()
}

async function countPayments(
  world: FaultWorld,
  { session }: Sale
): Promise<number> {
  const rows = await queryRows<{ count: string }>(
    world,
    `select count(*) from payment where payment_session_id = $1 and deleted_at is null`,
    [session.id]
  )
  return Number(only(rows).count)
}
