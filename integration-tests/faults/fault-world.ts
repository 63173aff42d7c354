/**
 * A shop that can be killed, its database and its emulated Stripe: each in its own process or behind a proxy, so that
 * each can fail alone.
 */
import { mkdirSync } from "node:fs"
import { resolve } from "node:path"
import { Pool } from "@medusajs/framework/pg"
import Medusa from "@medusajs/js-sdk"
import { createSpecDatabase } from "../support/database"
import { findFreePort } from "../support/free-port"
import { startPostgres } from "../support/postgres"
import { createRequest } from "../support/request"
import type { StoreSeed } from "../support/seed-store"
import type { Store } from "../support/store"
import {
  API_KEY,
  apiKeysOf,
  registerAccounts,
  WEBHOOK_SECRET,
} from "../support/register-accounts"
import { type StoreOptions, STOREFRONT_URL } from "../support/stripe-store"
import { startStripeEmulator } from "../stripe-emulator/server"
import type { EmulatorControls, Switches } from "../stripe-emulator/controls"
import { DatabaseProxy } from "./database/database-proxy"
import { letTimePass } from "./database/let-time-pass"
import type { Shop } from "./shop/shop"
import { ShopProcess, type ShopSurroundings } from "./shop/shop-process"

export type FaultWorld = Pick<
  Store,
  "baseUrl" | "seed" | "storefront" | "admin" | "request"
> & {
  readonly stripe: EmulatorControls
  readonly shop: Shop
  readonly proxy: DatabaseProxy
  /** Bypasses the proxy: what is stored, whatever happens to the shop. */
  readonly database: Pool
  readonly databaseUrl: string
  readonly logFile: string
  /** Payments that somebody began to capture with core's own button. */
  readonly capturedInAdmin: Set<string>
  /** Makes whatever the shop has stored older. Only while it is idle: a lease that is held would expire. */
  letTimePass(seconds: number): Promise<void>
  stop(): Promise<void>
}

const LOGS = resolve(
  __dirname,
  "../../node_modules/.cache/stripe-checkout-faults"
)

export type FaultWorldOptions = {
  readonly plugin?: StoreOptions
  readonly switches?: Partial<Switches>
  /** For tests that stop more than the plugin does at a time; default: the plugin's own number. */
  readonly synchronizationsAtOnce?: number
  /** Default: one process. */
  readonly createShop?: (surroundings: ShopSurroundings) => Shop
}

export async function startFaultWorld(
  name: string,
  {
    plugin = {},
    switches = {},
    synchronizationsAtOnce,
    createShop = (surroundings) => new ShopProcess(surroundings),
  }: FaultWorldOptions = {}
): Promise<FaultWorld> {
  // A crash of Postgres is one for everybody on it, so each world has its own.
  const postgres = await startPostgres()
  Object.assign(process.env, {
    DB_HOST: postgres.host,
    DB_PORT: String(postgres.port),
    DB_USERNAME: postgres.user,
    DB_PASSWORD: postgres.password,
  })
  // Its accounts are in its rows.
  const accounts = Object.keys(plugin.accounts ?? {}).join(" ")
  const specDatabase = await createSpecDatabase(
    `a shop that can be killed ${accounts}`
  )
  const databaseUrl = specDatabase.url
  const proxy = new DatabaseProxy({ port: Number(new URL(databaseUrl).port) })
  const proxied = new URL(databaseUrl)
  proxied.port = String(await proxy.listen())

  const port = await findFreePort()
  const baseUrl = `http://localhost:${port}`
  const emulator = await startStripeEmulator({
    apiKeys: apiKeysOf(plugin.accounts),
    retryDelays: RETRY_DELAYS,
    switches,
  })
  const { controls: stripe } = emulator
  await registerAccounts(stripe, baseUrl, plugin.accounts)

  mkdirSync(LOGS, { recursive: true })
  const logFile = resolve(LOGS, `${name}-${Date.now()}-${process.pid}.log`)
  const environment = {
    DATABASE_URL: proxied.toString(),
    LOG_LEVEL: "info",
    MEDUSA_DISABLE_TELEMETRY: "true",
    MEDUSA_BACKEND_URL: baseUrl,
    STRIPE_API_KEY: API_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: emulator.url,
    STOREFRONT_URL,
    STRIPE_CHECKOUT_OPTIONS: JSON.stringify(plugin),
    ...(synchronizationsAtOnce && {
      SYNCHRONIZATIONS_AT_ONCE: String(synchronizationsAtOnce),
    }),
  }
  const shop = createShop({ port, logFile, environment })
  if (!specDatabase.isMigrated) {
    const filled = await shop.start(true)
    await shop.kill()
    await keepSeed(databaseUrl, filled)
    await specDatabase.saveAsTemplate()
  }
  const database = open(databaseUrl)
  await keepCommitsThroughCrashes(database)
  const seed = await readSeed(database)
  await shop.start()
  return {
    baseUrl,
    seed,
    storefront: new Medusa({ baseUrl, publishableKey: seed.publishableKey }),
    admin: await logIn(baseUrl, seed),
    request: createRequest(baseUrl, seed.publishableKey),
    stripe,
    shop,
    proxy,
    database,
    databaseUrl,
    logFile,
    capturedInAdmin: new Set(),
    letTimePass: (seconds) => letTimePass(database, seconds),
    async stop() {
      await shop.kill()
      await proxy.close()
      await emulator.close()
      await database.end()
      await specDatabase.drop()
      await postgres.stop()
    },
  }
}

/** Stripe retries for three days; a shop that was killed is back after some seconds. */
const RETRY_DELAYS = [1, 2, 4, 8, 16, 32, 60, 120, 600]

function open(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 3 })
  // A crash of Postgres ends these connections as well; the pool opens new ones.
  pool.on("error", () => undefined)
  return pool
}

/** The tests' Postgres commits asynchronously, and would lose the last fifth of a second in a crash. */
async function keepCommitsThroughCrashes(database: Pool): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    "select current_database() as name"
  )
  await database.query(
    `alter database "${rows[0]?.name ?? ""}" set synchronous_commit = on`
  )
}

async function keepSeed(url: string, seed: StoreSeed | null): Promise<void> {
  const database = open(url)
  await database.query("create table shop_seed (seed jsonb not null)")
  await database.query("insert into shop_seed values ($1)", [seed])
  await database.end()
}

async function readSeed(database: Pool): Promise<StoreSeed> {
  const { rows } = await database.query<{ seed: StoreSeed }>(
    "select seed from shop_seed"
  )
  const [row] = rows
  if (!row) throw new Error("The shop was not seeded")
  return row.seed
}

export async function logIn(baseUrl: string, seed: StoreSeed): Promise<Medusa> {
  const admin = new Medusa({
    baseUrl,
    auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
  })
  await admin.auth.login("user", "emailpass", seed.administrator)
  return admin
}
