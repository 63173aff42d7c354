import { isDeepStrictEqual } from "node:util"
import type { StoreSeed } from "../../support/seed-store"
import { findFreePort } from "../../support/free-port"
import { only } from "../../support/only"
import type { ShopCommand, ShopCommands } from "../../faults/shop/messages"
import type { Shop } from "../../faults/shop/shop"
import {
  ShopProcess,
  type ShopSurroundings,
} from "../../faults/shop/shop-process"
import { LoadBalancer } from "./load-balancer"

export type WorkerMode = "shared" | "server" | "worker"

export type Instance = {
  /** What its connections to the database are called. */
  readonly name: string
  readonly port: number
  readonly baseUrl: string
  readonly mode: WorkerMode
  readonly process: ShopProcess
}

/** Two processes of one shop, on one database and one Redis, behind one address. */
export class ShopInstances implements Shop {
  readonly loadBalancer = new LoadBalancer()
  instances: readonly Instance[] = []
  private readonly redisUrl: string
  private surroundings: ShopSurroundings | undefined
  private ticks = 0

  constructor(redisUrl: string) {
    this.redisUrl = redisUrl
  }

  /** Where the shop is; known before it starts. */
  at(surroundings: ShopSurroundings): this {
    this.surroundings = surroundings
    return this
  }

  get isRunning(): boolean {
    return this.instances.some(({ process }) => process.isRunning)
  }

  get first(): Instance {
    return only(this.instances.slice(0, 1))
  }

  get second(): Instance {
    return only(this.instances.slice(1))
  }

  /** A worker has no routes. */
  get serving(): readonly Instance[] {
    return this.instances.filter(({ mode }) => mode !== "worker")
  }

  /** Ends whatever runs, and starts one instance for each of the modes. */
  async startAs(modes: readonly WorkerMode[]): Promise<void> {
    await this.kill()
    this.instances = await Promise.all(modes.map((mode) => this.create(mode)))
    this.balance()
    await Promise.all(
      this.instances.map(({ process: instance }) => instance.start())
    )
  }

  /** The same, unless they all run already. */
  async keepRunningAs(modes: readonly WorkerMode[]): Promise<void> {
    const running = this.instances
      .filter(({ process: { isRunning } }) => isRunning)
      .map(({ mode }) => mode)
    if (isDeepStrictEqual(running, modes)) this.balance()
    else await this.startAs(modes)
  }

  async start(isNew = false): Promise<StoreSeed | null> {
    await this.loadBalancer.listen(this.where().port)
    if (isNew) return (await this.create("shared", isNew)).process.start(isNew)
    await this.startAs(["shared", "shared"])
    return null
  }

  /** Requests go to every instance but workers again. */
  balance(): void {
    this.loadBalancer.sendTo(this.serving.map(({ port }) => port))
  }

  /** Counts over all instances; anything else is done by the next one that runs jobs. */
  async ask<Command extends ShopCommand>(
    command: Command,
    given: ShopCommands[Command]["given"]
  ): Promise<ShopCommands[Command]["answer"]> {
    if (command === "openRequests") return this.countOpenRequests()
    this.ticks += 1
    const able = this.instances.filter(
      ({ mode, process }) => mode !== "server" && process.isRunning
    )
    const instance = able[this.ticks % (able.length || 1)]
    if (!instance) throw new Error(`No instance can do it: ${command}`)
    return instance.process.ask(command, given)
  }

  async kill(): Promise<void> {
    await Promise.all(
      this.instances.map(({ process: instance }) => instance.kill())
    )
  }

  private async countOpenRequests(): Promise<number> {
    const counts = await Promise.all(
      this.instances
        .filter(({ process: { isRunning } }) => isRunning)
        .map(({ process: instance }) => instance.ask("openRequests", {}))
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }

  private async create(mode: WorkerMode, isAlone = false): Promise<Instance> {
    const { environment, logFile } = this.where()
    const port = await findFreePort()
    const name = `instance-${port}`
    const process = new ShopProcess({
      port,
      logFile,
      environment: {
        ...environment,
        STRIPE_CHECKOUT_REDIS_URL: this.redisUrl,
        MEDUSA_WORKER_MODE: mode,
        PGAPPNAME: name,
      },
    })
    const instance = {
      name,
      port,
      mode,
      process,
      baseUrl: `http://localhost:${port}`,
    }
    if (isAlone) this.instances = [instance]
    return instance
  }

  private where(): ShopSurroundings {
    if (!this.surroundings) throw new Error("The shop has no address yet")
    return this.surroundings
  }
}
