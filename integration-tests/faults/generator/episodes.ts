import fc from "fast-check"
import type { FaultWorld } from "../fault-world"
import type { KillPoint } from "../kill-points"
import { clearSales } from "./clear-sales"
import { distributeKillPoints } from "./distribute-kill-points"
import {
  episodePlan,
  type EpisodeReport,
  type Kill,
  playEpisode,
} from "./episode"
import type { Fault } from "./faults"
import { summarize, appendFigures } from "./figures"
import type { Size } from "./size"

/** A generator: which shop it plays in, and what goes wrong there. */
export type Episodes<World extends FaultWorld> = {
  readonly title: string
  /** Which part of the run it is, for its figures. */
  readonly part: string
  readonly size: Size
  /** Default: all of them. */
  plays?(episode: number): boolean
  /** The command that repeats it, without the episode. */
  readonly replay: string
  /** What goes wrong in an episode, besides kills: so many of them. */
  faults(count: number): fc.Arbitrary<Fault<World>[]>
  startWorld(): Promise<World>
  /** Before each episode: what a broken one has left must not affect the next one. */
  prepare(world: World, episode: number): Promise<void>
  createKill(
    world: World,
    of: {
      readonly episode: number
      readonly killPoints: readonly KillPoint[]
    }
  ): Kill
}

/** With kills, a slow machine and every delay at Stripe. */
const LONGEST_EPISODE_MS = 8 * 60_000

const startedAt = Date.now()

const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

export function describeEpisodes<World extends FaultWorld>(
  generator: Episodes<World>
): void {
  describe(generator.title, () => {
    playAll(generator)
  })
}

function playAll<World extends FaultWorld>(generator: Episodes<World>): void {
  const { createKill, faults, part, prepare, size } = generator
  const killPoints = distributeKillPoints(size)
  const reports: EpisodeReport[] = []
  let world: World | undefined

  beforeAll(async () => {
    world = await generator.startWorld()
  }, LONGEST_EPISODE_MS)

  const started = (): World => {
    if (!world) throw new Error("The shop has not started")
    return world
  }

  afterAll(async () => {
    await world?.stop()
    const minutes = (Date.now() - startedAt) / 60_000
    const line = summarize({ seed: size.seed, part, minutes, reports })
    say(line)
    if (size.isFull && size.episode === null) appendFigures(line)
  })

  it.each(chosen(generator))(
    `agrees with Stripe after episode %i of seed ${size.seed}`,
    async (episode) => {
      await prepare(started(), episode)
      await clearSales(started())
      const [plan] = fc.sample(episodePlan(faults, size), {
        seed: size.seed + episode,
        numRuns: 1,
      })
      if (!plan) throw new Error("fast-check made no plan")
      const dying = { episode, killPoints: killPoints[episode] ?? [] }
      const report = await playEpisode(started(), plan, {
        kill: createKill(started(), dying),
        killPoints: dying.killPoints,
      })
      reports.push(report)
      say(describeProgress(generator, episode, report))
      // At once: a long run may be stopped before it lists them.
      report.differences.forEach(say)
      if (report.differences.length > 0) {
        throw new Error(
          [
            ...report.differences,
            `faults: ${report.faults.join(", ")}`,
            `killed during: ${report.kills.join(", ")}`,
            `${generator.replay} --episode ${episode}`,
          ].join("\n")
        )
      }
    },
    LONGEST_EPISODE_MS
  )
}

function chosen<World extends FaultWorld>({
  plays = () => true,
  size,
}: Episodes<World>): number[] {
  return Array.from({ length: size.episodes }, (_, episode) => episode)
    .filter((episode) => episode >= size.from && plays(episode))
    .filter((episode) => size.episode === null || episode === size.episode)
}

function describeProgress<World extends FaultWorld>(
  { size }: Episodes<World>,
  episode: number,
  {
    checkouts,
    differences,
    faults,
    killedAt,
    kills,
    orders,
    paidRepeatedly,
  }: EpisodeReport
): string {
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  return `episode ${episode} of ${size.episodes}: ${checkouts} checkouts, ${orders} orders (${paidRepeatedly} with several payments), ${faults.length} faults, killed at ${killedAt} of ${kills.length} kill points, ${differences.length} differences, ${seconds} s`
}
