import { only } from "../../support/only"
import { waitUntil } from "../../support/wait-until"
import type { FaultWorld } from "../fault-world"
import { inTurns } from "../in-turns"
import { HELD } from "../standing"
import { untilQuiet } from "../quiet"
import { readStanding } from "../read-standing"
import { goRounds } from "../recover"
import { openSale, rowsOf, type Sale } from "../sale"

const RACES = 10

/**
 * Completing a cart takes a lock, but a lock can run out, and not every program takes it. Core then lets the loser of
 * two authorizations cancel the winner's payment at the provider.
 */
export function theLoserOfTwoAuthorizations(started: () => FaultWorld): void {
  it(`leaves the winner's hold alone, ${RACES} times of ${RACES}`, async () => {
    const world = started()
    await world.stripe.webhooks.pause()
    const sales = await inTurns(Array.from({ length: RACES }), 2, async () => {
      const sale = await openSale(world)
      await world.stripe.pay(sale.checkoutSessionId)
      return sale
    })
    for (const sale of sales) {
      expect(await authorizeTwiceAtOnce(world, sale)).toEqual([
        "fulfilled",
        "rejected",
      ])
    }

    await world.stripe.webhooks.resume()
    await untilQuiet(world)
    await goRounds(world)

    for (const sale of sales) {
      expect(await readStanding(world, sale)).toEqual(HELD)
      expect(await countPayments(world, sale)).toBe(1)
    }
  })
}

/** Both have seen that there is no payment yet before either is told that the money is held. */
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
  await waitUntil("both to ask Stripe", async () => {
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
  const rows = await rowsOf<{ count: string }>(
    world,
    `select count(*) from payment where payment_session_id = $1 and deleted_at is null`,
    [session.id]
  )
  return Number(only(rows).count)
}
