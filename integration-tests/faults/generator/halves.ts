import { startFaultWorld } from "../fault-world"
import { restartShop } from "../recover"
import { EpisodeKill } from "./episode-kill"
import { describeEpisodes } from "./episodes"
import { faults } from "./faults"
import { SHOP, SHOP_THAT_PLACES_AT_ONCE } from "./shop"
import { readSize } from "./size"

/** Each half has a shop of its own, so that two of them go wrong beside one another. */
export function describeHalf(half: "even" | "odd"): void {
  const size = readSize(process.env)
  const remainder = half === "even" ? 0 : 1
  describeEpisodes({
    title: `A shop in which anything may go wrong, ${half} episodes`,
    part: half,
    size,
    plays: (episode) => episode % 2 === remainder,
    replay: `npm run test:faults -- --seed ${size.seed}${size.isFull ? " --full" : ""}`,
    faults,
    startWorld: () =>
      startFaultWorld(
        `generator-${half}`,
        half === "even" ? SHOP : SHOP_THAT_PLACES_AT_ONCE
      ),
    prepare: async (world) => {
      if (!world.shop.isRunning) await restartShop(world)
    },
    createKill: (world, { killPoints }) => new EpisodeKill(world, killPoints),
  })
}
