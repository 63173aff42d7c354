import fc from "fast-check"
import { KILL_POINTS, type KillPoint } from "../kill-points"
import type { Size } from "./size"

/** Few enough to be reached before a request that is held times out. */
const PER_EPISODE = 3

/**
 * Shuffled, and assigned to the episodes from the first on. The shop is killed at most once per episode, with up to
 * three sales held at their moments.
 */
export function distributeKillPoints(
  size: Size
): readonly (readonly KillPoint[])[] {
  const points: readonly KillPoint[] = Object.values(KILL_POINTS).flat()
  const all = Array.from({ length: size.killsPerPoint }, () => points).flat()
  const [shuffled = []] = fc.sample(
    fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    { seed: size.seed, numRuns: 1 }
  )
  return Array.from({ length: size.episodes }, (_, episode) =>
    shuffled.slice(episode * PER_EPISODE, (episode + 1) * PER_EPISODE)
  )
}
