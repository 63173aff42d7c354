import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { setTimeout as pause } from "node:timers/promises"

export type Command = {
  readonly line: string
  readonly cwd: string
  /** The whole environment: a smoke test must not depend on variables that happen to be set here. */
  readonly env: NodeJS.ProcessEnv
}

export type Service = {
  /** The output so far, for failure messages. */
  output(): string
  hasEnded(): boolean
  stop(): Promise<void>
  /** Gives it no time to end anything. */
  kill(): Promise<void>
}

const LAST_LINES = 60
const PATIENCE_MS = 10_000

/** Medusa's commands start child processes, so the whole process group is always ended. */
const running = new Set<ChildProcess>()

/** Runs a command and returns its output. Any exit code but 0 is an error that shows the last lines. */
export async function run(command: Command): Promise<string> {
  const { child, output } = launch(command)
  const closed = once(child, "close")
  const [code, signal] = (await once(child, "exit")) as [
    number | null,
    NodeJS.Signals | null,
  ]
  // A leftover child process would keep the output open.
  endGroup(child, "SIGKILL")
  await closed
  if (code === 0) return output()
  throw new Error(
    `"${command.line}" ended with ${signal ?? `exit code ${String(code)}`}:\n${lastLines(output())}`
  )
}

/** Starts a command that runs until it is stopped. */
export function start(command: Command): Service {
  const { child, output } = launch(command)
  const closed = once(child, "close")
  const hasEnded = (): boolean =>
    child.exitCode !== null || child.signalCode !== null
  return {
    output: () => lastLines(output()),
    hasEnded,
    async kill() {
      endGroup(child, "SIGKILL")
      await closed
    },
    async stop() {
      endGroup(child, "SIGTERM")
      await Promise.race([
        closed,
        pause(PATIENCE_MS, undefined, { ref: false }),
      ])
      endGroup(child, "SIGKILL")
      await closed
    },
  }
}

/** Ends all processes, for example when the smoke test is interrupted. */
export function endAllProcesses(): void {
  for (const child of [...running]) endGroup(child, "SIGKILL")
}

function launch({ line, cwd, env }: Command): {
  child: ChildProcess
  output: () => string
} {
  const child = spawn(line, {
    cwd,
    env,
    shell: true,
    // Makes it the leader of its own process group.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  })
  running.add(child)
  let text = ""
  const collect = (chunk: Buffer): void => {
    text += chunk.toString()
  }
  child.stdout.on("data", collect)
  child.stderr.on("data", collect)
  return { child, output: () => text }
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (signal === "SIGKILL") running.delete(child)
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group has exited already.
  }
}

function lastLines(text: string): string {
  return text.trimEnd().split("\n").slice(-LAST_LINES).join("\n")
}
