import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { createInterface } from "node:readline"

const root = path.join(__dirname, "..", "..")

export type EmulatorProcess = {
  readonly url: string
  /** From the start of the process to the line that prints its address. */
  readonly readyAfterMs: number
  /** Resident memory. */
  megabytes(): Promise<number>
  stop(): Promise<void>
}

/** A separate emulator, started from the command line, so that it shares no thread with the benchmark. */
export async function startEmulatorProcess(
  port: number
): Promise<EmulatorProcess> {
  const start = performance.now()
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      "integration-tests/stripe-emulator/start.ts",
      "--port",
      String(port),
    ],
    { cwd: root, stdio: ["ignore", "pipe", "inherit"] }
  )
  process.once("exit", () => child.kill())
  await firstLine(child)
  return {
    url: `http://127.0.0.1:${port}`,
    readyAfterMs: performance.now() - start,
    megabytes: () => memoryOf(child),
    stop: async () => {
      child.kill()
      await once(child, "exit")
    },
  }
}

async function firstLine({ stdout }: ChildProcess): Promise<void> {
  if (!stdout) {
    throw new Error("The emulator's output is not piped.")
  }
  const lines = createInterface({ input: stdout })
  await once(lines, "line")
  // Further output must not fill the pipe.
  lines.on("line", () => undefined)
}

async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const ps = spawn("ps", ["-o", "rss=", "-p", String(pid)])
  const [text] = (await once(ps.stdout, "data")) as [Buffer]
  return Math.round(Number(text.toString()) / 1024)
}
