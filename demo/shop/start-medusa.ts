import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import type { LogFile } from "./log-file"
import type { ShopOrder, ShopReport } from "./shop-order"

const REPOSITORY = resolve(__dirname, "../..")
const PATIENCE_MS = 5_000

export type Medusa = {
  readonly report: ShopReport
  stop(): Promise<void>
}

export type Surroundings = {
  readonly environment: Readonly<Record<string, string>>
  readonly log: LogFile
  readonly signal: AbortSignal | undefined
}

/** Resolves once the shop responds. */
export async function startMedusa(
  order: ShopOrder,
  { environment, log, signal }: Surroundings
): Promise<Medusa> {
  const child = spawn(
    process.execPath,
    [
      // Medusa's own CLI compiles a store with it.
      "--require",
      "ts-node/register",
      resolve(__dirname, "run-medusa.ts"),
      JSON.stringify(order),
    ],
    {
      cwd: REPOSITORY,
      env: { ...inheritedEnvironment(), ...environment },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      // A separate process group, so that Ctrl-C reaches only the demo, which then stops the rest in order.
      detached: true,
      signal,
      windowsHide: true,
    }
  )
  if (child.stdout) log.keep(child.stdout)
  if (child.stderr) log.keep(child.stderr)
  log.showWarnings(false)
  const report = await firstReport(child, log)
  log.showWarnings(true)
  return { report, stop: watchOver(child, log) }
}

/**
 * Without the hooks of the parent process: tsx's hooks make Medusa fail to load TypeScript, and jest's hooks change
 * module resolution.
 */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(NODE_OPTIONS|NODE_ENV|LOG_LEVEL|TSX_.*|TS_NODE_.*|JEST_.*)$/
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !foreign.test(name))
  )
}

async function firstReport(
  child: ChildProcess,
  log: LogFile
): Promise<ShopReport> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(
      `Medusa did not start (exit code ${String(code)}):\n${log.lastLines()}`
    )
  })
  // Later exits are reported by `watchOver`.
  ended.catch(() => undefined)
  const [report] = (await Promise.race([once(child, "message"), ended])) as [
    ShopReport,
  ]
  return report
}

/** Prints a message if the shop exits without being asked to. */
function watchOver(child: ChildProcess, log: LogFile): () => Promise<void> {
  const reportExit = (code: number | null): void => {
    console.error(
      `Medusa exited unexpectedly (exit code ${String(code)}). See ${log.path}`
    )
  }
  child.once("exit", reportExit)
  // An aborted signal ends the process, which is expected.
  child.on("error", () => child.removeListener("exit", reportExit))
  return async () => {
    child.removeListener("exit", reportExit)
    await end(child)
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  signalGroup(child, "SIGTERM")
  await Promise.race([ended, pause(PATIENCE_MS, undefined, { ref: false })])
  signalGroup(child, "SIGKILL")
  await ended
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal)
  } catch {
    // The group has exited already, or the system has no process groups.
    child.kill(signal)
  }
}
