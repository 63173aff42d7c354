import { setTimeout as pause } from "node:timers/promises"
import type { Kill } from "../../faults/generator/episode"
import {
  bringToMostMoments,
  heldMoments,
  prepare,
  type Prepared,
} from "../../faults/kill-during"
import type { KillPoint } from "../../faults/kill-points"
import { waitUntil } from "../../support/wait-until"
import type { InstancesWorld } from "../instances-world"
import type { Instance } from "../shop/shop-instances"

const NOTICED_MS = 300

/** Postgres or Redis may be away at that moment. */
const PATIENCE = { timeoutMs: 120_000, everyMs: 500 }

type Dying = {
  readonly killPoints: readonly KillPoint[]
  /** From 0 to 1: which instance gets the requests that are interrupted. */
  readonly random: () => number
}

/** One instance dies, while the other goes on. */
export class InstanceKill implements Kill {
  private readonly world: InstancesWorld
  private readonly dying: Dying
  private prepared: readonly Prepared[] = []
  private outage: Promise<unknown> = Promise.resolve()

  constructor(world: InstancesWorld, dying: Dying) {
    this.world = world
    this.dying = dying
  }

  async waitForShop(): Promise<void> {
    await this.outage
  }

  async arrange(): Promise<void> {
    this.prepared = await prepare(this.world, this.dying.killPoints)
  }

  async killAndRestart(): Promise<number> {
    if (!this.prepared.length) return 0
    const { proxy, shop, stripe } = this.world
    const asked = this.anyOf(shop.serving)
    shop.loadBalancer.sendTo([asked.port])
    // Another request may be held at the same moment, or a fault may interfere: one is killed anyway.
    await bringToMostMoments(this.world, this.prepared).catch(() => undefined)
    const victim = this.holderOfMost(asked)
    const held = await heldMoments(this.world)

    await victim.process.kill()

    // Until the proxy and Stripe have noticed that its connections are gone.
    await pause(NOTICED_MS)
    const left = await heldMoments(this.world)
    proxy.clearMoments()
    // What the other one was held at goes on.
    proxy.release()
    await stripe.clearFaults()
    await stripe.releaseHeld()
    await stripe.webhooks.resume()
    shop.balance()
    await this.restart(victim)
    return held - left
  }

  /** Work that comes by the event bus may be held at the other instance. */
  private holderOfMost(asked: Instance): Instance {
    const { proxy, shop } = this.world
    const holders = proxy.holders()
    const momentsOf = ({ name }: Instance): number =>
      holders.filter((holder) => holder === name).length
    return shop.instances.reduce(
      (most, one) => (momentsOf(one) > momentsOf(most) ? one : most),
      asked
    )
  }

  private async restart(victim: Instance): Promise<void> {
    const running = waitUntil(
      "the instance to run again",
      async () => {
        await victim.process.start()
        return true
      },
      PATIENCE
    )
    const isOnlyServer = this.world.shop.serving.every((one) => one === victim)
    if (isOnlyServer) this.outage = running
    await running
  }

  private anyOf(instances: readonly Instance[]): Instance {
    const chosen = instances[Math.floor(this.dying.random() * instances.length)]
    if (!chosen) throw new Error("No instance serves requests")
    return chosen
  }
}
