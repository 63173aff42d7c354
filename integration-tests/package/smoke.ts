/**
 * Installs the plugin like a store does: packed, in a plain Medusa, configured as in the README. Then it places an order,
 * pays on the emulator's hosted page, and captures the payment by setting the order's status.
 *
 * The other tests run the sources. This one proves that the published package is complete.
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
/** The price of the seeded shirt with delivery: 120.00 EUR, in Stripe's minor units. */
const TOTAL_IN_CENTS = 12_000

/** The minimum that every command here needs: nothing about Stripe, and no secrets. */
const BARE_ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  MEDUSA_DISABLE_TELEMETRY: "1",
  NO_COLOR: "1",
}

/** The running store's output, for failure messages. */
let explain = (): string => ""

/** Clean-up steps, run in reverse order at the end. */
const undo: (() => Promise<void>)[] = []

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "medusa-smoke-"))
  // However this process ends, even by another exit hook, the processes and the folder are always removed.
  process.once("exit", () => {
    endAllProcesses()
    rmSync(folder, { recursive: true, force: true })
  })

  const tarball = await packAndInspect(folder)
  const shopFolder = join(folder, "shop")
  await installShop(shopFolder, tarball)

  const shop = await openShop(shopFolder)
  await sellOnce(shop)
}

async function packAndInspect(folder: string): Promise<string> {
  await step("build the plugin", () =>
    run({ line: "npm run build", cwd: REPOSITORY, env: process.env })
  )
  const tarball = await step("pack it", () => packPlugin(REPOSITORY, folder))
  await step(
    "check that the tarball has everything and nothing else",
    async () => {
      const problems = await inspectTarball(tarball, folder)
      if (problems.length > 0) throw new Error(problems.join("\n"))
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
  await step(`install it in a plain Medusa ${versions.medusa}`, async () => {
    await writeBareShop(folder, tarball, versions)
    await run({
      line: "npm install --prefer-offline --no-audit --no-fund",
      cwd: folder,
      env: process.env,
    })
  })
  await step("import all public entry points", () =>
    run({ line: "node check-exports.js", cwd: folder, env: BARE_ENVIRONMENT })
  )
  await step("type-check the store", () =>
    run({ line: "npx tsc --noEmit", cwd: folder, env: BARE_ENVIRONMENT })
  )
}

/** From an empty database to a running store. */
async function openShop(folder: string): Promise<Shop> {
  const port = await findFreePort()
  const baseUrl = `http://localhost:${port}`
  const addresses = {
    ...BARE_ENVIRONMENT,
    MEDUSA_BACKEND_URL: baseUrl,
    STOREFRONT_URL: "http://localhost:8000",
  }
  await step("build the store without any secrets", () =>
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
  return { baseUrl, seed, emulator }
}

async function sellOnce(shop: Shop): Promise<void> {
  const { controls } = shop.emulator
  const payLink = await step("fill a cart and choose Stripe Checkout", () =>
    fillCart(shop)
  )
  await step("follow the pay link and pay on the hosted page", () =>
    payOnHostedPage(shop, payLink)
  )
  const admin = await logIn(shop)
  const order = await step(
    "check that the order is approved and the payment authorized",
    async () => {
      const approved = await waitForOrder(admin, "approved")
      await expectIntent(shop, {
        status: "requires_capture",
        amount_received: 0,
      })
      return approved
    }
  )
  await step("capture the payment by setting the order's status", async () => {
    await admin.admin.order.update(order.id, {
      metadata: { order_status: "ready_for_capture" },
    })
    await waitForOrder(admin, "paid")
    await expectIntent(shop, {
      status: "succeeded",
      amount_received: TOTAL_IN_CENTS,
    })
  })
  await step(
    "check that the plugin called no unknown Stripe routes",
    async () => {
      const unknown = await controls.unknownRoutes()
      if (unknown.length > 0) throw new Error(unknown.join("\n"))
    }
  )
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
  if (service.hasEnded()) throw new Error("The store has exited")
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
      console.error("During clean-up:", error)
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
