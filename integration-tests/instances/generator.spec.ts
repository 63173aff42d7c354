import { describeEpisodes } from "../faults/generator/episodes"
import { SHOP } from "../faults/generator/shop"
import { faults } from "./generator/faults"
import { InstanceKill } from "./generator/instance-kill"
import { seededRandom } from "./generator/seeded-random"
import { readSize } from "./generator/size"
import { type InstancesWorld, startInstancesWorld } from "./instances-world"
import type { WorkerMode } from "./shop/shop-instances"

/** Of webhooks; enough that some of a sale's come twice, and some do not. */
const COPIED = 1 / 3

const size = readSize(process.env)

/** The last third is played by a server and a worker. */
const modesOf = (episode: number): readonly WorkerMode[] =>
  episode < (size.episodes * 2) / 3
    ? ["shared", "shared"]
    : ["server", "worker"]

describeEpisodes<InstancesWorld>({
  title: "A shop of several instances in which anything may go wrong",
  part: "two instances",
  size,
  // Their number says which kill points and which instances an episode has.
  replay: `npm run test:instances -- --generator --seed ${size.seed} --episodes ${size.episodes}`,
  faults,
  startWorld: () => startInstancesWorld("generator", SHOP),
  async prepare({ proxy, shop }, episode) {
    proxy.clearMoments()
    proxy.release()
    await shop.keepRunningAs(modesOf(episode))
    shop.loadBalancer.copiedWebhooks = COPIED
    shop.loadBalancer.sendAtRandom(seededRandom(size.seed + episode))
  },
  createKill: (world, { episode, killPoints }) =>
    new InstanceKill(world, {
      killPoints,
      random: seededRandom(size.seed - episode),
    }),
})
