import { readEpisodes, type Size } from "../../faults/generator/size"

/** Two shared instances, the same again, and a server with a worker: the smallest run that has all. */
const SHORT = 3

/** Three of them are used in an episode. */
const EPISODES_FOR_EACH_KILL_POINT = 9

export function readSize(environment: NodeJS.ProcessEnv): Size {
  const chosen = readEpisodes(environment, SHORT)
  return {
    ...chosen,
    isFull: false,
    checkoutsPerEpisode: 10,
    faultsPerEpisode: 8,
    killsPerPoint: Math.ceil(chosen.episodes / EPISODES_FOR_EACH_KILL_POINT),
  }
}
