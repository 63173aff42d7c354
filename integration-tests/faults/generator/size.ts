/** How many episodes the generator plays, and from which seed: run-faults.ts passes it in the environment. */
export type Size = {
  readonly isFull: boolean
  readonly seed: number
  /** Only this one, to replay it. */
  readonly episode: number | null
  readonly episodes: number
  readonly checkoutsPerEpisode: number
  readonly faultsPerEpisode: number
  /** How often each kill point is used. */
  readonly killsPerPoint: number
}

/** Half of their orders are paid several times, so the short run has fewer of them. */
const CHECKOUTS_PER_EPISODE = { short: 16, full: 20 }

export function readSize(environment: NodeJS.ProcessEnv): Size {
  const isFull = environment["FAULTS_FULL"] === "true"
  const seed = environment["FAULTS_SEED"]
  const episode = environment["FAULTS_EPISODE"]
  return {
    isFull,
    seed: seed ? Number(seed) : Date.now() % 1_000_000_000,
    episode: episode ? Number(episode) : null,
    episodes: Number(environment["FAULTS_EPISODES"] ?? (isFull ? 100 : 10)),
    checkoutsPerEpisode: CHECKOUTS_PER_EPISODE[isFull ? "full" : "short"],
    faultsPerEpisode: isFull ? 4 : 5,
    killsPerPoint: isFull ? 5 : 1,
  }
}
