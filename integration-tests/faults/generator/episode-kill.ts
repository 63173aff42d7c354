import type { FaultWorld } from "../fault-world"
import {
  bringToMostMoments,
  heldMoments,
  prepare,
  type Prepared,
} from "../kill-during"
import type { KillPoint } from "../kill-points"
import { killShop, restartShop } from "../recover"
import type { Kill } from "./episode"

/** The whole shop dies. */
export class EpisodeKill implements Kill {
  private readonly world: FaultWorld
  private readonly points: readonly KillPoint[]
  private prepared: readonly Prepared[] = []
  private running: Promise<unknown> = Promise.resolve()

  constructor(world: FaultWorld, points: readonly KillPoint[]) {
    this.world = world
    this.points = points
  }

  async waitForShop(): Promise<void> {
    await this.running
  }

  async arrange(): Promise<void> {
    this.prepared = await prepare(this.world, this.points)
  }

  async killAndRestart(): Promise<number> {
    if (!this.prepared.length) return 0
    const { world } = this
    // Another request may be held at the same moment, or a fault may interfere: the shop is killed anyway.
    await bringToMostMoments(world, this.prepared).catch(() => undefined)
    const killedAt = await heldMoments(world)
    this.running = killShop(world).then(() => restartShop(world))
    await this.running
    return killedAt
  }
}
