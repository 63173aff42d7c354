import fc from "fast-check"
import { KILL_POINTS, type KillPoint } from "../kill-points"
import type { Size } from "./size"

/** Few enough to be reached before the shop gives up one of the requests that are held. */
const AT_ONCE = 3

/**
 * Shuffled, and dealt to the episodes from the first on. A shop dies once per episode at most, with up to three sales
 * stopped at their moments.
 */
export function dealKillPoints(size: Size): readonly (readonly KillPoint[])[] {
  const points: readonly KillPoint[] = Object.values(KILL_POINTS).flat()
  const all = Array.from({ length: size.killsPerPoint }, () => points).flat()
  const [shuffled = []] = fc.sample(
    fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    { seed: size.seed, numRuns: 1 }
  )
  return Array.from({ length: size.episodes }, (_, episode) =>
    shuffled.slice(episode * AT_ONCE, (episode + 1) * AT_ONCE)
  )
}
