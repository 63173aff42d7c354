import fc from "fast-check"
import { type FaultWorld, startFaultWorld } from "../fault-world"
import { restartShop } from "../recover"
import { clearSales } from "./clear-sales"
import { distributeKillPoints } from "./distribute-kill-points"
import { episodePlan, type EpisodeReport, playEpisode } from "./episode"
import { summarize, appendFigures } from "./figures"
import { SHOP } from "./shop"
import { readSize } from "./size"

const size = readSize(process.env)
const startedAt = Date.now()

/** With kills, a slow machine and every delay at Stripe. */
const LONGEST_EPISODE_MS = 5 * 60_000

const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

const episodes = Array.from({ length: size.episodes }, (_, index) => index)

/** Each half has a shop of its own, so that two of them go wrong beside one another. */
export function describeEpisodes(half: "even" | "odd"): void {
  const remainder = half === "even" ? 0 : 1
  const chosen = episodes
    .filter((episode) => episode % 2 === remainder)
    .filter((episode) => size.episode === null || episode === size.episode)
  describe(`A shop in which anything may go wrong, ${half} episodes`, () => {
    describeShop(half, chosen)
  })
}

function describeShop(half: string, chosen: readonly number[]): void {
  const reports: EpisodeReport[] = []
  const killPoints = distributeKillPoints(size)
  let world: FaultWorld | undefined

  beforeAll(async () => {
    world = await startFaultWorld(`generator-${half}`, SHOP)
  }, LONGEST_EPISODE_MS)

  const started = (): FaultWorld => {
    if (!world) throw new Error("The shop has not started")
    return world
  }

  afterEach(async () => {
    const { shop } = started()
    // A broken episode must not affect the next one.
    if (!shop.isRunning) await restartShop(started())
    await clearSales(started())
  }, LONGEST_EPISODE_MS)

  afterAll(async () => {
    await world?.stop()
    const line = summarize({
      seed: size.seed,
      half,
      minutes: (Date.now() - startedAt) / 60_000,
      reports,
    })
    say(line)
    if (size.isFull && size.episode === null) appendFigures(line)
  })

  it.each(chosen)(
    `agrees with Stripe after episode %i of seed ${size.seed}`,
    async (episode) => {
      const [plan] = fc.sample(
        episodePlan(size.checkoutsPerEpisode, size.faultsPerEpisode),
        { seed: size.seed + episode, numRuns: 1 }
      )
      if (!plan) throw new Error("fast-check made no plan")
      const report = await playEpisode(
        started(),
        plan,
        killPoints[episode] ?? []
      )
      reports.push(report)
      say(describeProgress(episode, report))
      // At once: a long run may be stopped before it lists them.
      report.differences.forEach(say)
      if (report.differences.length > 0) {
        throw new Error(
          [
            ...report.differences,
            `faults: ${report.faults.join(", ")}`,
            `killed during: ${report.kills.join(", ")}`,
            `npm run test:faults -- --seed ${size.seed} --episode ${episode}${size.isFull ? " --full" : ""}`,
          ].join("\n")
        )
      }
    },
    LONGEST_EPISODE_MS
  )
}

function describeProgress(
  episode: number,
  {
    checkouts,
    differences,
    faults,
    kills,
    orders,
    paidRepeatedly,
  }: EpisodeReport
): string {
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  return `episode ${episode} of ${size.episodes}: ${checkouts} checkouts, ${orders} orders (${paidRepeatedly} with several payments), ${faults.length} faults, ${kills.length} kill points, ${differences.length} differences, ${seconds} s`
}
