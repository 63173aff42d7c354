/**
 * An episode: concurrent checkouts with faults, and perhaps a kill. Then the faults stop, time passes, the job runs, and
 * Medusa and Stripe must agree.
 */
import { setTimeout as pause } from "node:timers/promises"
import fc from "fast-check"
import { audit } from "../../auditor/audit"
import { isDeepStrictEqual } from "node:util"
import type { FaultWorld } from "../fault-world"
import { letTimePass } from "../database/let-time-pass"
import { mapConcurrently } from "../map-concurrently"
import type { KillPoint } from "../kill-points"
import { waitUntilIdle } from "../wait-until-idle"
import { readSaleState } from "../read-sale-state"
import { runTicks } from "../recover"
import { type Fault, fault } from "./faults"
import {
  type Action,
  ALWAYS,
  DASHBOARD,
  MERCHANT,
  SECOND_PAYMENT,
  SHOPPER,
} from "./actions"
import {
  type Checkout,
  type CheckoutModel,
  expectedState,
  freshModel,
} from "./checkout"
import { EpisodeKill } from "./episode-kill"

export type EpisodePlan = {
  readonly stories: readonly (readonly Action[])[]
  readonly faults: readonly Fault[]
}

export type EpisodeReport = {
  readonly differences: readonly string[]
  readonly faults: readonly string[]
  readonly kills: readonly string[]
  readonly orders: number
  readonly checkouts: number
}

/** Enough to interfere with one another, few enough for two cores. */
const CONCURRENT_CHECKOUTS = 4

/** Most shoppers pay; merchants act on some of the orders. */
const story = fc
  .record({
    before: fc.array(fc.constantFrom(...SHOPPER), { maxLength: 2 }),
    pays: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
    returns: fc.array(fc.constantFrom(...SHOPPER), { maxLength: 2 }),
    paysTwice: fc.boolean(),
    after: fc.array(fc.constantFrom(...MERCHANT, ...DASHBOARD), {
      maxLength: 3,
    }),
  })
  .map(({ after, before, pays, paysTwice, returns }) => [
    ALWAYS.open,
    ALWAYS.open,
    ...before,
    ...(pays ? [ALWAYS.pay, ALWAYS.pay] : []),
    ...returns,
    ...(paysTwice ? SECOND_PAYMENT : []),
    ...after,
  ])

export function episodePlan(
  checkouts: number,
  faults: number
): fc.Arbitrary<EpisodePlan> {
  const exactly = (length: number) => ({
    minLength: length,
    maxLength: length,
    size: "max" as const,
  })
  return fc.record({
    stories: fc.array(story, exactly(checkouts)),
    faults: fc.array(fault, exactly(faults)),
  })
}

export async function playEpisode(
  world: FaultWorld,
  plan: EpisodePlan,
  killPoints: readonly KillPoint[]
): Promise<EpisodeReport> {
  const kill = new EpisodeKill(world, killPoints)
  await kill.arrange()
  const played: { model: CheckoutModel; checkout: Checkout }[] = []
  let isOver = false
  const stories = mapConcurrently(
    plan.stories,
    CONCURRENT_CHECKOUTS,
    async (commands) => {
      const model = freshModel()
      const checkout: Checkout = {
        world,
        waitForShop: () => kill.waitForShop(),
        trace: [],
        sale: null,
        redirectUrl: null,
      }
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
  await Promise.all([stories, injected, kill.killAndRestart()])
  await endFaults(world)
  const differences = await findDifferences(world, played)
  return {
    differences,
    faults,
    kills: killPoints.map(({ name }) => name),
    orders: await countOrders(world),
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

async function injectFaults(
  world: FaultWorld,
  faults: readonly Fault[],
  count: (kind: string) => boolean
): Promise<void> {
  for (const { inject, kind, pauseMs } of faults) {
    const isOver = count(kind)
    await inject(world).catch(() => undefined)
    if (!isOver) await pause(pauseMs)
  }
}

async function endFaults(world: FaultWorld): Promise<void> {
  await world.stripe.clearFaults()
  await world.stripe.webhooks.dropNext(0)
  await world.stripe.webhooks.duplicateNext(0)
  await world.stripe.webhooks.doubleNext(0)
  await world.stripe.webhooks.delayNext(0, 0)
  await world.stripe.webhooks.resume()
  await waitUntilIdle(world)
  await letTimePass(world.database, 6 * 60)
  await runTicks(world)
}

async function findDifferences(
  world: FaultWorld,
  played: readonly { model: CheckoutModel; checkout: Checkout }[]
): Promise<string[]> {
  const found = await audit({
    databaseUrl: world.databaseUrl,
    emulatorUrl: world.stripe.url,
    logFiles: [world.logFile],
  })
  const differences = found.map(
    ({ invariant, sentence }) => `${invariant}: ${sentence}`
  )
  for (const { checkout, model } of played) {
    const expected = expectedState(model)
    if (!expected || !checkout.sale) continue
    const state = await readSaleState(world, checkout.sale)
    if (isDeepStrictEqual(state, expected)) continue
    differences.push(
      `${checkout.sale.session.id}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(state)}`
    )
  }
  return differences.map((difference) => withTrace(difference, played))
}

/** Adds what people did to the sale that the difference is about. */
function withTrace(
  difference: string,
  played: readonly { checkout: Checkout }[]
): string {
  const affected = played.find(({ checkout: { sale } }) =>
    [sale?.session.id, sale?.cart.id, sale?.checkoutSessionId].some(
      (id) => id && difference.includes(id)
    )
  )
  return affected
    ? `${difference}\n      ${affected.checkout.trace.join("\n      ")}`
    : difference
}

async function countOrders({ database }: FaultWorld): Promise<number> {
  const { rows } = await database.query<{ count: string }>(
    `select count(*) from "order"`
  )
  return Number(rows[0]?.count ?? 0)
}
