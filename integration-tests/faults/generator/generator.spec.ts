import fc from "fast-check"
import { type FaultWorld, startFaultWorld } from "../fault-world"
import { startAgain } from "../recover"
import { cleanSlate } from "./clean-slate"
import { dealKillPoints } from "./deal-kill-points"
import { episodePlan, type EpisodeReport, playEpisode } from "./episode"
import { summarize, writeDown } from "./figures"
import { readSize } from "./size"

const size = readSize(process.env)
const startedAt = Date.now()

/** With kills, a slow machine and everything that Stripe may be late with. */
const LONGEST_EPISODE_MS = 5 * 60_000

const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

const numbers = Array.from({ length: size.episodes }, (_, index) => index)
const chosen =
  size.episode === null ? numbers : numbers.filter((n) => n === size.episode)

describe("A shop in which everything may go wrong", () => {
  const reports: EpisodeReport[] = []
  const killPoints = dealKillPoints(size)
  let world: FaultWorld | undefined

  beforeAll(async () => {
    world = await startFaultWorld("generator")
  }, LONGEST_EPISODE_MS)

  const started = (): FaultWorld => {
    if (!world) throw new Error("The shop has not started")
    return world
  }

  afterEach(async () => {
    const { shop } = started()
    // What one episode broke is not the next one's matter.
    if (!shop.isRunning) await startAgain(started())
    await cleanSlate(started())
  }, LONGEST_EPISODE_MS)

  afterAll(async () => {
    await world?.stop()
    const line = summarize({
      seed: size.seed,
      minutes: (Date.now() - startedAt) / 60_000,
      reports,
    })
    say(line)
    if (size.isFull && size.episode === null) writeDown(line)
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
})

function describeProgress(
  episode: number,
  { checkouts, differences, faults, kills, orders }: EpisodeReport
): string {
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  return `episode ${episode} of ${size.episodes}: ${checkouts} checkouts, ${orders} orders, ${faults.length} faults, ${kills.length} kill points, ${differences.length} differences, ${seconds} s`
}
