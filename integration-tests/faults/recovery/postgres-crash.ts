import { waitUntil } from "../../support/wait-until"
import { crashPostgres } from "../database/crash-postgres"
import type { DatabaseMoment } from "../database/database-moment"
import type { FaultWorld } from "../fault-world"
import { HELD } from "../sale-state"
import { waitUntilIdle } from "../wait-until-idle"
import { readSaleState } from "../read-sale-state"
import { runTicks } from "../recover"
import { openSale, payAndReturn, queryRows } from "../sale"

const MOMENTS: readonly (DatabaseMoment & { readonly name: string })[] = [
  {
    name: "before the order is linked to its cart",
    when: "before",
    statement: /insert into "(public"\.")?order_cart"/,
  },
  {
    name: "before the payment is committed",
    when: "before_commit",
    statement: /insert into "payment" /,
  },
  {
    name: "after the payment was committed",
    when: "after_commit",
    statement: /insert into "payment" /,
  },
]

export function postgresCrash(started: () => FaultWorld): void {
  it.each(MOMENTS)(
    "in the middle of a completion, $name, leaves one order",
    async ({ statement, when }) => {
      const world = started()
      const sale = await openSale(world)
      await world.stripe.webhooks.pause()
      world.proxy.holdNext({ statement, when })
      const returned = payAndReturn(world, sale)
      await waitForHeldStatements(world)

      await crashPostgres(world.databaseUrl)
      await returned
      await world.stripe.webhooks.resume()
      await waitUntilIdle(world)
      await runTicks(world)

      expect(await readSaleState(world, sale)).toEqual(HELD)
    }
  )

  it("before any webhook is stored makes Stripe redeliver what was lost, and leaves one order", async () => {
    const world = started()
    const { proxy, stripe } = world
    const sale = await openSale(world)
    await stripe.webhooks.pause()
    await stripe.pay(sale.checkoutSessionId)
    const sent = await findUnsentEvents(world)
    expect(sent.length).toBeGreaterThan(0)
    // While it is under way, the other events wait for the next one.
    proxy.holdNext({
      when: "before",
      statement: /insert into stripe_checkout_event/,
    })
    await stripe.webhooks.resume()
    await waitForHeldStatements(world)

    await crashPostgres(world.databaseUrl)

    await waitUntil(
      "Stripe's second attempts to be acknowledged",
      async () => {
        const statuses = await statusesOf(world, sent)
        return statuses.every((each) => each.at(-1) === 200)
      },
      { timeoutMs: 30_000 }
    )
    const first = (await statusesOf(world, sent)).map(([status]) => status)
    expect(first.some((status) => (status ?? 500) >= 500)).toBe(true)
    await waitUntilIdle(world)
    await runTicks(world)
    expect(await readSaleState(world, sale)).toEqual(HELD)
    expect(await findStoredEvents(world, sent)).toEqual([...sent].sort())
  })
}

async function waitForHeldStatements(world: FaultWorld): Promise<void> {
  await waitUntil("a statement to be held", () => world.proxy.held() === 1, {
    everyMs: 20,
    timeoutMs: 20_000,
  })
}

async function findUnsentEvents({ stripe }: FaultWorld): Promise<string[]> {
  const events = await stripe.events()
  return events
    .filter(({ attempts }) => attempts.length === 0)
    .map(({ id }) => id)
}

/** The shop's response statuses to each event, oldest attempt first. */
async function statusesOf(
  { stripe }: FaultWorld,
  ids: readonly string[]
): Promise<(number | null)[][]> {
  const events = await stripe.events()
  return events
    .filter(({ id }) => ids.includes(id))
    .map(({ attempts }) => attempts.map(({ status }) => status))
}

async function findStoredEvents(
  world: FaultWorld,
  ids: readonly string[]
): Promise<string[]> {
  const rows = await queryRows<{ event_id: string }>(
    world,
    `select event_id from stripe_checkout_event where event_id = any($1)`,
    [ids]
  )
  return rows.map(({ event_id }) => event_id).sort()
}
