/** How many episodes a generator plays, and from which seed: its command passes it in the environment. */
export type Size = Length & {
  readonly isFull: boolean
  readonly seed: number
  /** Only this one, to replay it. */
  readonly episode: number | null
  readonly episodes: number
  /** The first one: a long run can be continued where it was stopped. */
  readonly from: number
}

export type Length = {
  readonly checkoutsPerEpisode: number
  readonly faultsPerEpisode: number
  /** How often each kill point is used. */
  readonly killsPerPoint: number
}

/** Half of their orders are paid several times, and many wait for edits, so the short run has fewer of them. */
const SHORT = { checkoutsPerEpisode: 14, faultsPerEpisode: 5, killsPerPoint: 1 }
const FULL = { checkoutsPerEpisode: 20, faultsPerEpisode: 4, killsPerPoint: 5 }

export function readSize(environment: NodeJS.ProcessEnv): Size {
  const isFull = environment["FAULTS_FULL"] === "true"
  return {
    isFull,
    ...readEpisodes(environment, isFull ? 100 : 10),
    ...(isFull ? FULL : SHORT),
  }
}

/** @param usual how many, if nobody says so */
export function readEpisodes(
  environment: NodeJS.ProcessEnv,
  usual: number
): Pick<Size, "seed" | "episode" | "episodes" | "from"> {
  const seed = environment["FAULTS_SEED"]
  const episode = environment["FAULTS_EPISODE"]
  return {
    seed: seed ? Number(seed) : Date.now() % 1_000_000_000,
    episode: episode ? Number(episode) : null,
    episodes: Number(environment["FAULTS_EPISODES"] ?? usual),
    from: Number(environment["FAULTS_FROM"] ?? 0),
  }
}
