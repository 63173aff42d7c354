import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { openSync, closeSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import type { StoreSeed } from "../../support/seed-store"
import { inheritedEnvironment } from "./inherited-environment"
import type {
  ShopCommand,
  ShopCommands,
  ShopPlan,
  ShopReport,
} from "./messages"
import type { Shop } from "./shop"

export type ShopSurroundings = {
  readonly port: number
  readonly environment: Readonly<Record<string, string>>
  /** The shop's output is appended to this file. */
  readonly logFile: string
}

type Pending = {
  resolve(answer: unknown): void
  reject(error: Error): void
}

/** Every command to a shop that has died fails with this. */
class ShopIsDeadError extends Error {
  override readonly name = "ShopIsDeadError"
}

/** Medusa in its own process, which can be killed at any moment and restarted at the same address. */
export class ShopProcess implements Shop {
  private readonly surroundings: ShopSurroundings
  private child: ChildProcess | null = null
  private pending = new Map<number, Pending>()
  private lastId = 0

  constructor(surroundings: ShopSurroundings) {
    this.surroundings = surroundings
    process.once("exit", () => this.child?.kill("SIGKILL"))
  }

  get isRunning(): boolean {
    return this.child !== null
  }

  /** Resolves when the shop is ready; with its seed data, if it is new. */
  async start(isNew = false): Promise<StoreSeed | null> {
    const { environment, logFile, port } = this.surroundings
    const log = openSync(logFile, "a")
    const child = spawn(
      process.execPath,
      [
        // Medusa's own command line compiles a store with it.
        "--require",
        "ts-node/register",
        resolve(__dirname, "shop-program.ts"),
        JSON.stringify({ port, isNew } satisfies ShopPlan),
      ],
      {
        cwd: resolve(__dirname, "../../.."),
        env: { ...inheritedEnvironment(), ...environment },
        stdio: ["ignore", log, log, "ipc"],
      }
    )
    closeSync(log)
    this.child = child
    child.once("exit", () => this.onExit(child))
    const ready = await this.firstReport(child)
    child.on("message", (report: ShopReport) => this.onReport(report))
    return ready.kind === "ready" ? ready.seed : null
  }

  async ask<Command extends ShopCommand>(
    command: Command,
    given: ShopCommands[Command]["given"]
  ): Promise<ShopCommands[Command]["answer"]> {
    const { child } = this
    if (!child) throw new ShopIsDeadError(`The shop is not running: ${command}`)
    this.lastId += 1
    const id = this.lastId
    const answer = new Promise<unknown>((resolveAnswer, reject) => {
      this.pending.set(id, { resolve: resolveAnswer, reject })
    })
    child.send({ id, command, given })
    return (await answer) as ShopCommands[Command]["answer"]
  }

  /** Without a graceful shutdown: what the process had in memory is lost, and nothing more is written. */
  async kill(): Promise<void> {
    const { child } = this
    if (!child) return
    const ended = once(child, "exit")
    child.kill("SIGKILL")
    await ended
  }

  /** As a deployment ends it: it answers what it has begun, and takes nothing new. */
  async end(): Promise<void> {
    const { child } = this
    if (!child) return
    const ended = once(child, "exit")
    child.kill("SIGTERM")
    await ended
  }

  private async firstReport(child: ChildProcess): Promise<ShopReport> {
    const ended = once(child, "exit").then(([code]) => {
      throw new ShopIsDeadError(
        `The shop did not start (exit code ${String(code)}):\n${this.lastLines()}`
      )
    })
    ended.catch(() => undefined)
    const [report] = (await Promise.race([once(child, "message"), ended])) as [
      ShopReport,
    ]
    return report
  }

  private onReport(report: ShopReport): void {
    if (report.kind === "ready") return
    const pending = this.pending.get(report.id)
    this.pending.delete(report.id)
    if (report.kind === "done") pending?.resolve(report.answer)
    else pending?.reject(new Error(report.message))
  }

  private onExit(child: ChildProcess): void {
    if (this.child !== child) return
    this.child = null
    const { pending } = this
    this.pending = new Map()
    for (const { reject } of pending.values()) {
      reject(new ShopIsDeadError("The shop died before it replied"))
    }
  }

  private lastLines(): string {
    return readFileSync(this.surroundings.logFile, "utf8")
      .split("\n")
      .slice(-30)
      .join("\n")
  }
}
