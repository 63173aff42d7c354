/**
 * The shop behind every spec on Stripe. Medusa can run once per process and takes seconds to start, so the specs of a
 * process visit the same one, and each finds it as if it had just been opened.
 */
import { WorkflowScheduler } from "@medusajs/framework/orchestration"
import { Pool } from "@medusajs/framework/pg"
import Medusa from "@medusajs/js-sdk"
import type { StripeCheckoutOptions } from "../../src/config"
import type { Switches } from "../stripe-emulator/controls"
import {
  startStripeEmulator,
  type StripeEmulator,
} from "../stripe-emulator/server"
import { defaultDeliveryPolicy } from "../stripe-emulator/webhooks/delivery-policy"
import { keepRows, restoreRows } from "./kept-rows"
import {
  type Accounts,
  API_KEY,
  apiKeysOf,
  registerAccounts,
  WEBHOOK_SECRET,
} from "./register-accounts"
import { type Cart, createCart } from "./shopper"
import { type Shop, startShop } from "./store"

export { API_KEY, WEBHOOK_SECRET } from "./register-accounts"
export const STOREFRONT_URL = "http://storefront.example"

/** The plugin's options that a spec wants otherwise than usual. */
export type StoreOptions = Partial<StripeCheckoutOptions> & {
  readonly accounts?: Accounts
}

export type StripeShop = Shop & {
  readonly stripe: StripeEmulator["controls"]
  /** A cart of the usual kind; tests pay for copies of it. */
  readonly filledCart: Cart
}

type Opened = {
  readonly shop: StripeShop
  readonly database: Pool
}

let opened: Promise<Opened> | undefined
const visitors: string[] = []

/** Called while specs are being described, so that all are known before the first test. */
export function expectVisitors(options: StoreOptions): void {
  if (visitors.length === 0) afterAll(closeShop)
  visitors.push(JSON.stringify(options))
  if (new Set(visitors).size > 1) {
    throw new Error(
      "A spec whose shop has options of its own is named in integration-tests/jest/own-shops.json"
    )
  }
}

export async function openStripeShop(
  options: StoreOptions
): Promise<StripeShop> {
  if (opened) {
    const { database, shop } = await opened
    const { webhooks } = shop.stripe
    // A webhook on its way would leave its row in the next spec's database.
    await webhooks.pause()
    await webhooks.idle()
    await restoreRows(database, () => resetStripe(shop))
    await webhooks.resume()
    return shop
  }
  opened = openFirst(options)
  return (await opened).shop
}

async function openFirst(options: StoreOptions): Promise<Opened> {
  const shop = await startStripeShop(options)
  const database = new Pool({ connectionString: shop.databaseUrl, max: 2 })
  if (visitors.length > 1) await keepRows(database)
  return { shop, database }
}

async function closeShop(): Promise<void> {
  if (!opened) return
  const { database, shop } = await opened
  await database.end()
  await shop.stop()
}

async function resetStripe({ stripe }: StripeShop): Promise<void> {
  await stripe.webhooks.setRetryDelays(defaultDeliveryPolicy().retryDelays)
  await stripe.reset()
}

async function startStripeShop(options: StoreOptions): Promise<StripeShop> {
  const emulator = await startStripeEmulator({
    apiKeys: apiKeysOf(options.accounts),
    switches: switchesOfThisRun(),
  })
  const shop = await startShop({
    environment: async ({ baseUrl }) => {
      await registerAccounts(emulator.controls, baseUrl, options.accounts)
      return {
        STRIPE_API_KEY: API_KEY,
        STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
        STRIPE_API_BASE: emulator.url,
        STOREFRONT_URL,
        STRIPE_CHECKOUT_OPTIONS: JSON.stringify(options),
      }
    },
  })
  // Tests ask for the job's work themselves: once a minute it would answer to what a test has arranged for another.
  await new WorkflowScheduler().clear()
  return {
    ...shop,
    stripe: emulator.controls,
    filledCart: await fillCart(shop),
    async stop() {
      await shop.stop()
      await emulator.close()
    },
  }
}

async function fillCart({ baseUrl, seed }: Shop): Promise<Cart> {
  const { publishableKey } = seed
  return createCart({
    seed,
    storefront: new Medusa({ baseUrl, publishableKey }),
  })
}

/** The suite runs once more with the points that Stripe leaves open the other way. */
function switchesOfThisRun(): Partial<Switches> {
  return JSON.parse(
    process.env["STRIPE_EMULATOR_SWITCHES"] ?? "{}"
  ) as Partial<Switches>
}
