/**
 * An episode: some checkouts beside one another, with accidents among them, and perhaps a kill. Then the accidents are
 * over, time passes, the job does its rounds, and everything must be as it should.
 */
import { setTimeout as pause } from "node:timers/promises"
import fc from "fast-check"
import { audit } from "../../auditor/audit"
import { isDeepStrictEqual } from "node:util"
import type { FaultWorld } from "../fault-world"
import { letTimePass } from "../database/let-time-pass"
import { inTurns } from "../in-turns"
import type { KillPoint } from "../kill-points"
import { untilQuiet } from "../quiet"
import { readStanding } from "../read-standing"
import { goRounds } from "../recover"
import { type Accident, accident } from "./accidents"
import { type Action, ALWAYS, DASHBOARD, MERCHANT, SHOPPER } from "./actions"
import {
  type Checkout,
  type CheckoutModel,
  expectedStanding,
  freshModel,
} from "./checkout"
import { Interruption } from "./interruption"

export type EpisodePlan = {
  readonly stories: readonly (readonly Action[])[]
  readonly accidents: readonly Accident[]
}

export type EpisodeReport = {
  readonly differences: readonly string[]
  readonly faults: readonly string[]
  readonly kills: readonly string[]
  readonly orders: number
  readonly checkouts: number
}

/** Beside one another: enough to get into one another's way, few enough for two cores. */
const AT_A_TIME = 4

/** Most shoppers pay; what merchants do, they do to some. */
const story = fc
  .record({
    before: fc.array(fc.constantFrom(...SHOPPER), { maxLength: 2 }),
    pays: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
    returns: fc.array(fc.constantFrom(...SHOPPER), { maxLength: 2 }),
    after: fc.array(fc.constantFrom(...MERCHANT, ...DASHBOARD), {
      maxLength: 3,
    }),
  })
  .map(({ after, before, pays, returns }) => [
    ALWAYS.open,
    ALWAYS.open,
    ...before,
    ...(pays ? [ALWAYS.pay, ALWAYS.pay] : []),
    ...returns,
    ...after,
  ])

export function episodePlan(
  checkouts: number,
  accidents: number
): fc.Arbitrary<EpisodePlan> {
  const exactly = (length: number) => ({
    minLength: length,
    maxLength: length,
    size: "max" as const,
  })
  return fc.record({
    stories: fc.array(story, exactly(checkouts)),
    accidents: fc.array(accident, exactly(accidents)),
  })
}

export async function playEpisode(
  world: FaultWorld,
  plan: EpisodePlan,
  killPoints: readonly KillPoint[]
): Promise<EpisodeReport> {
  const interruption = new Interruption(world, killPoints)
  await interruption.arrange()
  const played: { model: CheckoutModel; checkout: Checkout }[] = []
  let isOver = false
  const stories = inTurns(plan.stories, AT_A_TIME, async (commands) => {
    const model = freshModel()
    const checkout: Checkout = {
      world,
      whileShopRuns: () => interruption.whileShopRuns(),
      trace: [],
      sale: null,
      redirectUrl: null,
    }
    played.push({ model, checkout })
    await play(commands, model, checkout)
  }).finally(() => {
    isOver = true
  })
  const faults: string[] = []
  const accidents = letHappen(world, plan.accidents, (kind) => {
    faults.push(kind)
    return isOver
  })
  await Promise.all([stories, accidents, interruption.strike()])
  await calmDown(world)
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

async function letHappen(
  world: FaultWorld,
  accidents: readonly Accident[],
  count: (kind: string) => boolean
): Promise<void> {
  for (const { happen, kind, pauseMs } of accidents) {
    const isOver = count(kind)
    await happen(world).catch(() => undefined)
    if (!isOver) await pause(pauseMs)
  }
}

async function calmDown(world: FaultWorld): Promise<void> {
  await world.stripe.clearFaults()
  await world.stripe.webhooks.dropNext(0)
  await world.stripe.webhooks.duplicateNext(0)
  await world.stripe.webhooks.doubleNext(0)
  await world.stripe.webhooks.delayNext(0, 0)
  await world.stripe.webhooks.resume()
  await untilQuiet(world)
  await letTimePass(world.database, 6 * 60)
  await goRounds(world)
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
    const expected = expectedStanding(model)
    if (!expected || !checkout.sale) continue
    const standing = await readStanding(world, checkout.sale)
    if (isDeepStrictEqual(standing, expected)) continue
    differences.push(
      `${checkout.sale.session.id}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(standing)}`
    )
  }
  return differences.map((difference) => withTrace(difference, played))
}

/** What people did to the sale that is not right. */
function withTrace(
  difference: string,
  played: readonly { checkout: Checkout }[]
): string {
  const culprit = played.find(({ checkout: { sale } }) =>
    [sale?.session.id, sale?.cart.id, sale?.checkoutSessionId].some(
      (id) => id && difference.includes(id)
    )
  )
  return culprit
    ? `${difference}\n      ${culprit.checkout.trace.join("\n      ")}`
    : difference
}

async function countOrders({ database }: FaultWorld): Promise<number> {
  const { rows } = await database.query<{ count: string }>(
    `select count(*) from "order"`
  )
  return Number(rows[0]?.count ?? 0)
}
