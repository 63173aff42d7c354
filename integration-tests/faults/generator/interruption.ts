import type { FaultWorld } from "../fault-world"
import { bringToMoments, prepare, type Prepared } from "../kill-during"
import type { KillPoint } from "../kill-points"
import { killShop, startAgain } from "../recover"

/** The kill of an episode: its sales are arranged before anything fails, and stopped while everything does. */
export class Interruption {
  private readonly world: FaultWorld
  private readonly points: readonly KillPoint[]
  private prepared: readonly Prepared[] = []
  private running: Promise<unknown> = Promise.resolve()

  constructor(world: FaultWorld, points: readonly KillPoint[]) {
    this.world = world
    this.points = points
  }

  async whileShopRuns(): Promise<void> {
    await this.running
  }

  async arrange(): Promise<void> {
    this.prepared = await prepare(this.world, this.points)
  }

  async strike(): Promise<void> {
    if (!this.prepared.length) return
    const { world } = this
    // Somebody else's request may stop at the same moment, and a fault may come in between: then the shop dies anyway.
    await bringToMoments(world, this.prepared).catch(() => undefined)
    this.running = killShop(world).then(() => startAgain(world))
    await this.running
  }
}
