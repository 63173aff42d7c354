/**
 * From an installed store to one that answers: built, with a database, a seed and an emulated Stripe.
 */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { Client } from "@medusajs/framework/pg"
import { startStripeEmulator } from "../stripe-emulator/server"
import { findFreePort } from "../support/free-port"
import { startPostgres } from "../support/postgres"
import type { StoreSeed } from "../support/seed-store"
import { waitUntil } from "../support/wait-until"
import type { CleanUp } from "./clean-up"
import { BARE_ENVIRONMENT } from "./install-shop"
import { run, type Service, start } from "./processes"
import type { Shop } from "./purchase"
import type { Step } from "./steps"

const WEBHOOK_SECRET = "whsec_package_smoke_test"

export type RunningShop = Shop & {
  readonly env: NodeJS.ProcessEnv
  /** Bypasses whatever lies between the store and its database. */
  readonly databaseUrl: string
  /** What the store has printed, for the report of a failure. */
  output(): string
  /** `kill -9`. */
  kill(): Promise<void>
  start(): Promise<void>
}

export type OpenOptions = {
  readonly folder: string
  readonly step: Step
  readonly cleanUp: CleanUp
  /** What the running store connects to instead of the database. */
  readonly connectThrough?: (databaseUrl: string) => Promise<string>
}

/** From an empty database to a store that answers. */
export async function openShop(options: OpenOptions): Promise<RunningShop> {
  const { folder, step, cleanUp, connectThrough } = options
  const port = await findFreePort()
  const baseUrl = `http://localhost:${port}`
  const addresses = {
    ...BARE_ENVIRONMENT,
    MEDUSA_BACKEND_URL: baseUrl,
    STOREFRONT_URL: "http://localhost:8000",
  }
  await step("build the store where no secret is known", () =>
    run({ line: "npx medusa build", cwd: folder, env: addresses })
  )
  const emulator = await startStripeEmulator()
  cleanUp.later(() => emulator.close())
  const seedFile = join(folder, "seed.json")
  const databaseUrl = await createDatabase(step, cleanUp)
  const env = {
    ...addresses,
    DATABASE_URL: databaseUrl,
    JWT_SECRET: "jwt",
    COOKIE_SECRET: "cookie",
    STRIPE_API_KEY: "sk_test_package_smoke_test",
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: emulator.url,
    SEED_FILE: seedFile,
  }
  await step("migrate the database", () =>
    run({ line: "npx medusa db:migrate", cwd: folder, env })
  )
  await step("seed the store", () =>
    run({ line: "npx medusa exec ./src/scripts/seed.ts", cwd: folder, env })
  )
  const server = new Server({
    folder,
    port,
    env: {
      ...env,
      DATABASE_URL: (await connectThrough?.(databaseUrl)) ?? databaseUrl,
    },
  })
  cleanUp.later(() => server.stop())
  await step("start the store", () => server.start())
  await emulator.controls.registerWebhookEndpoint({
    url: `${baseUrl}/hooks/stripe-checkout`,
    secret: WEBHOOK_SECRET,
  })
  const seed = JSON.parse(await readFile(seedFile, "utf8")) as StoreSeed
  return {
    baseUrl,
    seed,
    emulator,
    env,
    databaseUrl,
    output: () => server.output(),
    kill: () => server.kill(),
    start: () => server.start(),
  }
}

type ServerOptions = {
  readonly folder: string
  readonly port: number
  readonly env: NodeJS.ProcessEnv
}

/** The store's process, which may be killed and started again. */
class Server {
  private readonly options: ServerOptions
  private service: Service | null = null

  constructor(options: ServerOptions) {
    this.options = options
  }

  async start(): Promise<void> {
    const { folder, port, env } = this.options
    const service = start({
      line: `npx medusa start --port ${port}`,
      cwd: join(folder, ".medusa/server"),
      env,
    })
    this.service = service
    await waitUntil(
      "the store to answer",
      async () => {
        if (service.hasEnded()) return "ended"
        return (await fetch(`http://localhost:${port}/health`)).ok
      },
      { timeoutMs: 180_000, everyMs: 250 }
    )
    if (service.hasEnded()) {
      throw new Error(`The store has ended:\n${service.output()}`)
    }
  }

  output(): string {
    return this.service?.output() ?? ""
  }

  async kill(): Promise<void> {
    await this.service?.kill()
  }

  async stop(): Promise<void> {
    await this.service?.stop()
  }
}

async function createDatabase(step: Step, cleanUp: CleanUp): Promise<string> {
  const postgres = await step("start Postgres", () => startPostgres())
  cleanUp.later(() => postgres.stop())
  const name = `package_smoke_${process.pid}`
  const execute = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: postgres.url("postgres") })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await execute(`create database "${name}"`)
  cleanUp.later(() => execute(`drop database if exists "${name}" with (force)`))
  return postgres.url(name)
}
