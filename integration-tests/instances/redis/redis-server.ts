import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { promisify } from "node:util"
import { findFreePort } from "../../support/free-port"
import { waitUntil } from "../../support/wait-until"

const execute = promisify(execFile)

/** Medusa's locks, as `letTimePass` makes rows older: one that a dead process holds would last for two minutes. */
const AGE_LOCKS = `
for _, key in ipairs(redis.call('keys', 'medusa_lock:*')) do
  local left = redis.call('pttl', key)
  if left >= 0 then redis.call('pexpire', key, math.max(left - ARGV[1], 0)) end
end`

/** A Redis that keeps nothing: what it knew is lost with its process. */
export class RedisServer {
  readonly port: number
  private child: ChildProcess | null = null

  constructor(port: number) {
    this.port = port
    process.once("exit", () => this.child?.kill("SIGKILL"))
  }

  async start(): Promise<void> {
    const child = spawn(
      "redis-server",
      [
        ...["--port", String(this.port), "--bind", "127.0.0.1"],
        ...["--save", "", "--appendonly", "no", "--dir", tmpdir()],
      ],
      { stdio: "ignore" }
    )
    // Rejects if there is no such program.
    await once(child, "spawn").catch((cause: unknown) => {
      throw new Error(
        "These tests need redis-server: install Debian's package of that name",
        { cause }
      )
    })
    this.child = child
    await waitUntil("Redis to answer", async () => {
      const { stdout } = await this.ask("ping")
      return stdout.includes("PONG")
    })
  }

  async kill(): Promise<void> {
    const { child } = this
    if (!child) return
    this.child = null
    const ended = once(child, "exit")
    child.kill("SIGKILL")
    await ended
  }

  async letTimePass(seconds: number): Promise<void> {
    await this.ask("eval", AGE_LOCKS, "0", String(seconds * 1000))
  }

  private async ask(...command: string[]): Promise<{ stdout: string }> {
    return execute("redis-cli", ["-p", String(this.port), ...command])
  }
}

export async function startRedis(): Promise<RedisServer> {
  const redis = new RedisServer(await findFreePort())
  await redis.start()
  return redis
}
