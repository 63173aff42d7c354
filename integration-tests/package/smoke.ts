/**
 * Installs the plugin as a store does: packed, in a Medusa that has nothing else, configured by the lines of the
 * README. Then somebody shops there, pays on the emulator's page, and the order's status takes the money.
 *
 * The other tests run the sources. This one proves that what is published is complete.
 */
import { rmSync } from "node:fs"
import { mkdtemp, readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { Client } from "@medusajs/framework/pg"
import { startStripeEmulator } from "../stripe-emulator/server"
import { findFreePort } from "../support/free-port"
import { only } from "../support/only"
import { startPostgres } from "../support/postgres"
import type { StoreSeed } from "../support/seed-store"
import { waitUntil } from "../support/wait-until"
import { writeBareShop } from "./bare-shop"
import { operate } from "./operator-command"
import { endAllProcesses, run, start } from "./processes"
import {
  fillCart,
  logIn,
  payOnHostedPage,
  type Shop,
  waitForOrder,
} from "./purchase"
import { inspectTarball, packPlugin } from "./tarball"

const REPOSITORY = resolve(__dirname, "../..")
const WEBHOOK_SECRET = "whsec_package_smoke_test"
/** What the seeded shirt and its delivery cost: 120.00 EUR, as Stripe counts. */
const TOTAL_IN_CENTS = 12_000

/** What every command here needs to run at all; nothing of Stripe, nothing secret. */
const BARE_ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  MEDUSA_DISABLE_TELEMETRY: "1",
  NO_COLOR: "1",
}

/** What the running store has printed, for the report of a failure. */
let explain = (): string => ""

/** What has to be put away at the end, the latest first. */
const undo: (() => Promise<void>)[] = []

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "medusa-smoke-"))
  // Whoever ends this process, and be it somebody else's exit hook, these two are never left behind.
  process.once("exit", () => {
    endAllProcesses()
    rmSync(folder, { recursive: true, force: true })
  })

  const tarball = await packAndInspect(folder)
  const shopFolder = join(folder, "shop")
  await installShop(shopFolder, tarball)

  const shop = await openShop(shopFolder)
  await sellOnce(shop)
  await step("sweep and replay by the operator's command", () =>
    operate(shopFolder, shop.env)
  )
}

async function packAndInspect(folder: string): Promise<string> {
  await step("build the plugin", () =>
    run({ line: "npm run build", cwd: REPOSITORY, env: process.env })
  )
  const tarball = await step("pack it", () => packPlugin(REPOSITORY, folder))
  await step(
    "find nothing in the tarball that should not be there",
    async () => {
      const objections = await inspectTarball(tarball, folder)
      if (objections.length > 0) throw new Error(objections.join("\n"))
    }
  )
  return tarball
}

async function installShop(folder: string, tarball: string): Promise<void> {
  const versions = {
    medusa: await versionOf("@medusajs/medusa"),
    swc: await versionOf("@swc/core"),
    tsNode: await versionOf("ts-node"),
    typescript: await versionOf("typescript"),
  }
  await step(`install it in a bare Medusa ${versions.medusa}`, async () => {
    await writeBareShop(folder, tarball, versions)
    await run({
      line: "npm install --prefer-offline --no-audit --no-fund",
      cwd: folder,
      env: process.env,
    })
  })
  await step("import everything it exports", () =>
    run({ line: "node check-exports.js", cwd: folder, env: BARE_ENVIRONMENT })
  )
  await step("type-check the store", () =>
    run({ line: "npx tsc --noEmit", cwd: folder, env: BARE_ENVIRONMENT })
  )
}

type RunningShop = Shop & { readonly env: NodeJS.ProcessEnv }

/** From an empty database to a store that answers. */
async function openShop(folder: string): Promise<RunningShop> {
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
  undo.push(() => emulator.close())
  const seedFile = join(folder, "seed.json")
  const env = {
    ...addresses,
    DATABASE_URL: await createDatabase(),
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
  await step("start the store", () => serve(folder, port, env))
  await emulator.controls.registerWebhookEndpoint({
    url: `${baseUrl}/hooks/stripe-checkout`,
    secret: WEBHOOK_SECRET,
  })
  const seed = JSON.parse(await readFile(seedFile, "utf8")) as StoreSeed
  return { baseUrl, seed, emulator, env }
}

async function sellOnce(shop: Shop): Promise<void> {
  const { controls } = shop.emulator
  const payLink = await step("fill a cart and choose Stripe Checkout", () =>
    fillCart(shop)
  )
  await step("follow the pay link and pay on Stripe's page", () =>
    payOnHostedPage(shop, payLink)
  )
  const admin = await logIn(shop)
  const order = await step(
    "find the order approved, its money held",
    async () => {
      const approved = await waitForOrder(admin, "approved")
      await expectIntent(shop, {
        status: "requires_capture",
        amount_received: 0,
      })
      return approved
    }
  )
  await step("take the money by the order's status", async () => {
    await admin.admin.order.update(order.id, {
      metadata: { order_status: "ready_for_capture" },
    })
    await waitForOrder(admin, "paid")
    await expectIntent(shop, {
      status: "succeeded",
      amount_received: TOTAL_IN_CENTS,
    })
  })
  await step("have asked nothing that Stripe does not know", async () => {
    const unknown = await controls.unknownRoutes()
    if (unknown.length > 0) throw new Error(unknown.join("\n"))
  })
}

async function expectIntent(
  { emulator }: Shop,
  expected: { readonly status: string; readonly amount_received: number }
): Promise<void> {
  await waitUntil(`a PaymentIntent that is ${expected.status}`, async () => {
    const ledger = await emulator.controls.ledger()
    const intent = only(ledger.payment_intents)
    if (
      intent.status === expected.status &&
      intent.amount === TOTAL_IN_CENTS &&
      intent.amount_received === expected.amount_received
    ) {
      return true
    }
    throw new Error(
      `${intent.status}, ${intent.amount_received} of ${intent.amount} received`
    )
  })
}

async function serve(
  folder: string,
  port: number,
  env: NodeJS.ProcessEnv
): Promise<void> {
  const service = start({
    line: `npx medusa start --port ${port}`,
    cwd: join(folder, ".medusa/server"),
    env,
  })
  undo.push(() => service.stop())
  explain = () => service.output()
  await waitUntil(
    "the store to answer",
    async () => {
      if (service.hasEnded()) return "ended"
      return (await fetch(`http://localhost:${port}/health`)).ok
    },
    { timeoutMs: 120_000, everyMs: 250 }
  )
  if (service.hasEnded()) throw new Error("The store has ended")
}

async function createDatabase(): Promise<string> {
  const postgres = await step("start Postgres", () => startPostgres())
  undo.push(() => postgres.stop())
  const name = `package_smoke_${process.pid}`
  const execute = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: postgres.url("postgres") })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await execute(`create database "${name}"`)
  undo.push(() => execute(`drop database if exists "${name}" with (force)`))
  return postgres.url(name)
}

async function versionOf(name: string): Promise<string> {
  const path = join(REPOSITORY, "node_modules", name, "package.json")
  return (JSON.parse(await readFile(path, "utf8")) as { version: string })
    .version
}

async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const seconds = (): string =>
    ((performance.now() - started) / 1000).toFixed(1)
  try {
    const result = await work()
    console.log(`ok      ${what} (${seconds()} s)`)
    return result
  } catch (error) {
    console.log(`FAILED  ${what} (${seconds()} s)`)
    throw error
  }
}

async function leave(code: number): Promise<never> {
  for (const work of undo.splice(0).reverse()) {
    await work().catch((error: unknown) => {
      console.error("While tidying up:", error)
    })
  }
  process.exit(code)
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void leave(130))
}

main().then(
  () => leave(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    console.error(explain())
    return leave(1)
  }
)
