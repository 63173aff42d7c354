import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { resolve } from "node:path"
import { Client } from "@medusajs/framework/pg"
import Medusa from "@medusajs/js-sdk"
import {
  MEDUSAS_WEBHOOK_PATH,
  MEDUSAS_WEBHOOK_SECRET,
} from "../beside-others/names"
import { inheritedEnvironment } from "../faults/shop/inherited-environment"
import {
  createEmulatorControls,
  type EmulatorControls,
} from "../stripe-emulator/controls"
import { findFreePort } from "../support/free-port"
import { startPostgres } from "../support/postgres"
import { createRequest } from "../support/request"
import type { ShopFront } from "../support/shopper"
import { startEmulatorProcess } from "./start-emulator"
import type { ShopPlan, ShopReport, Usage, UsageRequest } from "./messages"
import { TimingProxy } from "./timing-proxy"

export type MeasuredShop = ShopFront & {
  readonly stripe: EmulatorControls
  /** The proxies from the shop to Stripe and from Stripe to the shop. */
  readonly toStripe: TimingProxy
  readonly toShop: TimingProxy
  /** When the cart's order was placed; waits until it is. */
  placedAt(cartId: string): Promise<number>
  /** @param first what the shop does before it answers */
  usage(first?: UsageRequest["first"]): Promise<Usage>
  readonly webhookSecret: string
  readonly webhookUrl: string
  readonly healthUrl: string
  stop(): Promise<void>
}

/** Shop, Stripe and database each run in a separate process, so that none shares a thread with the benchmark. */
export async function startMeasuredShop(): Promise<MeasuredShop> {
  const postgres = await startPostgres()
  await createDatabase(postgres.url("postgres"))
  const emulator = await startEmulatorProcess(await findFreePort())
  const stripe = createEmulatorControls(emulator.url)
  const port = await findFreePort()
  const baseUrl = `http://localhost:${port}`
  const toStripe = new TimingProxy(emulator.url)
  const toShop = new TimingProxy(baseUrl)
  const webhooks = await toShop.listen()
  await stripe.registerWebhookEndpoint({
    url: `${webhooks}/hooks/stripe-checkout`,
    secret: WEBHOOK_SECRET,
  })
  await stripe.registerWebhookEndpoint({
    url: `${webhooks}${MEDUSAS_WEBHOOK_PATH}`,
    secret: MEDUSAS_WEBHOOK_SECRET,
  })
  const child = startShop(
    { port },
    {
      DATABASE_URL: postgres.url(DATABASE),
      MEDUSA_BACKEND_URL: baseUrl,
      STRIPE_API_BASE: await toStripe.listen(),
    }
  )
  const placed = listenForOrders(child)
  const { publishableKey, ...rest } = await firstSeed(child)
  return {
    seed: { publishableKey, ...rest },
    request: createRequest(baseUrl, publishableKey),
    storefront: new Medusa({ baseUrl, publishableKey }),
    stripe,
    toStripe,
    toShop,
    placedAt: (cartId) => placed.of(cartId),
    usage: (first) => askForUsage(child, first),
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: `${baseUrl}/hooks/stripe-checkout`,
    healthUrl: `${baseUrl}/health`,
    stop: async () => {
      child.kill()
      await once(child, "exit")
      toStripe.close()
      toShop.close()
      await emulator.stop()
      await postgres.stop()
    },
  }
}

const WEBHOOK_SECRET = "whsec_for_benchmarks_only"
const DATABASE = `bench_${process.pid}`

async function createDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`create database "${DATABASE}"`)
  await client.end()
}

function startShop(
  plan: ShopPlan,
  environment: Readonly<Record<string, string>>
): ChildProcess {
  const child = spawn(
    process.execPath,
    [
      // Medusa's own CLI compiles a store with it.
      "--require",
      "ts-node/register",
      resolve(__dirname, "shop-program.ts"),
      JSON.stringify(plan),
    ],
    {
      cwd: resolve(__dirname, "../.."),
      env: {
        ...inheritedEnvironment(),
        LOG_LEVEL: "error",
        MEDUSA_DISABLE_TELEMETRY: "true",
        JWT_SECRET: "only-for-benchmarks",
        COOKIE_SECRET: "only-for-benchmarks",
        STRIPE_API_KEY: "sk_test_bench",
        STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
        STOREFRONT_URL: "http://storefront.example",
        ...environment,
      },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    }
  )
  process.once("exit", () => child.kill())
  return child
}

async function firstSeed(child: ChildProcess): Promise<ShopFront["seed"]> {
  const ended = once(child, "exit").then(() => {
    throw new Error("The shop ended before it was ready.")
  })
  const [report] = (await Promise.race([once(child, "message"), ended])) as [
    ShopReport,
  ]
  if (report.kind !== "ready") throw new Error("The shop was not ready.")
  return report.seed
}

let usageRequests = 0

async function askForUsage(
  child: ChildProcess,
  first?: UsageRequest["first"]
): Promise<Usage> {
  usageRequests += 1
  const request: UsageRequest = { id: usageRequests, ...(first && { first }) }
  const answer = new Promise<Usage>((resolve) => {
    const listen = (report: ShopReport): void => {
      if (report.kind !== "used" || report.id !== request.id) return
      child.off("message", listen)
      resolve(report)
    }
    child.on("message", listen)
  })
  child.send(request)
  return answer
}

function listenForOrders(child: ChildProcess): {
  of(cartId: string): Promise<number>
} {
  const known = new Map<string, number>()
  const waiting = new Map<string, (at: number) => void>()
  child.on("message", (report: ShopReport) => {
    if (report.kind !== "placed") return
    known.set(report.cartId, report.at)
    waiting.get(report.cartId)?.(report.at)
  })
  return {
    of: (cartId) =>
      new Promise((done) => {
        const at = known.get(cartId)
        if (at === undefined) waiting.set(cartId, done)
        else done(at)
      }),
  }
}
