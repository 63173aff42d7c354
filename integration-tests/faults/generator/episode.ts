/**
 * An episode: concurrent checkouts with faults, and perhaps a kill. Then the faults stop, time passes, the job runs, and
 * Medusa and Stripe must agree.
 */
import { setTimeout as pause } from "node:timers/promises"
import fc from "fast-check"
import type { FaultWorld } from "../fault-world"
import { mapConcurrently } from "../map-concurrently"
import type { KillPoint } from "../kill-points"
import { waitUntilIdle } from "../wait-until-idle"
import { runTicks } from "../recover"
import { exactly, type Fault } from "./faults"
import type { Action } from "./action"
import {
  type Checkout,
  type CheckoutModel,
  freshModel,
  startCheckout,
} from "./checkout"
import { findDifferences, type Played } from "./find-differences"
import type { Size } from "./size"
import { story } from "./story"

export type EpisodePlan<World extends FaultWorld> = {
  readonly stories: readonly (readonly Action[])[]
  readonly faults: readonly Fault<World>[]
}

/** What is killed in an episode. Its sales are arranged before any fault, and held at their moments during the faults. */
export type Kill = {
  arrange(): Promise<void>
  /** @returns how many moments the process that died was held at */
  killAndRestart(): Promise<number>
  /** While nobody answers, people wait. */
  waitForShop(): Promise<void>
}

export type EpisodeReport = {
  readonly differences: readonly string[]
  readonly faults: readonly string[]
  readonly kills: readonly string[]
  /** Of these, the moments at which a process really died. */
  readonly killedAt: number
  readonly orders: number
  /** Of these, the orders with more than one payment. */
  readonly paidRepeatedly: number
  readonly checkouts: number
}

/** Enough to interfere with one another, few enough for two cores. */
const CONCURRENT_CHECKOUTS = 4

export function episodePlan<World extends FaultWorld>(
  faults: (count: number) => fc.Arbitrary<Fault<World>[]>,
  { checkoutsPerEpisode, faultsPerEpisode }: Size
): fc.Arbitrary<EpisodePlan<World>> {
  return fc.record({
    stories: fc.array(story, exactly(checkoutsPerEpisode)),
    faults: faults(faultsPerEpisode),
  })
}

export async function playEpisode<World extends FaultWorld>(
  world: World,
  plan: EpisodePlan<World>,
  {
    kill,
    killPoints,
  }: { readonly kill: Kill; readonly killPoints: readonly KillPoint[] }
): Promise<EpisodeReport> {
  await kill.arrange()
  const played: Played[] = []
  let isOver = false
  const stories = mapConcurrently(
    plan.stories,
    CONCURRENT_CHECKOUTS,
    async (commands) => {
      const model = freshModel()
      const checkout = startCheckout(world, () => kill.waitForShop())
      played.push({ model, checkout })
      await play(commands, model, checkout)
    }
  ).finally(() => {
    isOver = true
  })
  const faults: string[] = []
  const injected = injectFaults(world, plan.faults, (kind) => {
    faults.push(kind)
    return isOver
  })
  const [killedAt] = await Promise.all([
    kill.killAndRestart(),
    stories,
    injected,
  ])
  await endFaults(world)
  const differences = await findDifferences(world, played)
  return {
    differences,
    faults,
    kills: killPoints.map(({ name }) => name),
    killedAt,
    ...(await countOrders(world)),
    checkouts: played.length + killPoints.length,
  }
}

async function play(
  commands: readonly Action[],
  model: CheckoutModel,
  checkout: Checkout
): Promise<void> {
  for (const command of commands) {
    if (command.check(model)) await command.run(model, checkout)
  }
}

async function injectFaults<World extends FaultWorld>(
  world: World,
  faults: readonly Fault<World>[],
  count: (kind: string) => boolean
): Promise<void> {
  for (const { inject, kind, pauseMs } of faults) {
    const isOver = count(kind)
    await inject(world).catch(() => undefined)
    if (!isOver) await pause(pauseMs)
  }
}

async function endFaults(world: FaultWorld): Promise<void> {
  await world.stripe.backToNormal()
  await waitUntilIdle(world)
  await world.letTimePass(6 * 60)
  await runTicks(world)
}

async function countOrders({
  database,
}: FaultWorld): Promise<Pick<EpisodeReport, "orders" | "paidRepeatedly">> {
  const { rows } = await database.query<{ payments: string }>(
    `select count(p.id) as payments from "order" o
       left join order_payment_collection l on l.order_id = o.id and l.deleted_at is null
       left join payment p on p.payment_collection_id = l.payment_collection_id
                          and p.deleted_at is null
      where o.deleted_at is null group by o.id`
  )
  return {
    orders: rows.length,
    paidRepeatedly: rows.filter(({ payments }) => Number(payments) > 1).length,
  }
}
