import { randomBytes } from "node:crypto"
import type { EmulatorControls } from "../integration-tests/stripe-emulator/controls"
import { SHOPPER_PAGES } from "./catalog"
import { choosePort } from "./choose-port"
import { createCleanUp, type CleanUp } from "./clean-up"
import { createDemoDatabase } from "./shop/demo-database"
import { openLogFile } from "./shop/log-file"
import { makeOlder } from "./shop/make-older"
import { runShop } from "./shop/run-shop"
import { warmAdmin } from "./shop/warm-admin"
import type { Credentials } from "./shop/shop-order"
import { startStorefront } from "./storefront/start-storefront"
import { startStripeSide, type StripeKeys } from "./stripe-side"

const USUAL_PORTS = { shop: 9000, storefront: 8000 }

/** Public on purpose: everything listens only on this machine's loopback address. */
const ADMINISTRATOR: Credentials = {
  email: "admin@example.com",
  password: "demo-password",
}

export type DemoOptions = {
  /** Medusa's admin takes half a minute to compile and is not always needed. */
  readonly admin: boolean
  /** Shows nothing from the shop's log, which is still written to the file. */
  readonly quiet?: boolean
  /** Restarts Medusa when a file in src/ changes. */
  readonly watch?: boolean
  /** If given, the demo uses Stripe's test mode; otherwise it starts the emulator. */
  readonly stripe?: StripeKeys | null
  /** Aborts the start, and stops the shop if it is running already. */
  readonly signal?: AbortSignal
}

export type Demo = {
  readonly urls: {
    readonly storefront: string
    readonly backend: string
    readonly webhooks: string
    /** Null if it was not started. */
    readonly admin: string | null
    /** Null with Stripe's test mode. */
    readonly emulator: string | null
  }
  readonly credentials: Credentials
  readonly publishableKey: string
  /** Controls the emulator; null with Stripe's test mode. */
  readonly emulator: EmulatorControls | null
  readonly logFile: string
  stop(): Promise<void>
}

export async function startDemo(options: DemoOptions): Promise<Demo> {
  const cleanUp = createCleanUp()
  try {
    return await startAll(options, cleanUp)
  } catch (error) {
    await cleanUp.run()
    throw error
  }
}

async function startAll(options: DemoOptions, cleanUp: CleanUp): Promise<Demo> {
  const log = openLogFile(options.quiet ? () => undefined : show)
  cleanUp.add(() => log.close())
  const storefront = await startStorefront(
    await choosePort(USUAL_PORTS.storefront)
  )
  cleanUp.add(() => storefront.stop())
  const port = await choosePort(USUAL_PORTS.shop)
  const backend = `http://localhost:${port}`
  const webhooks = `${backend}/hooks/stripe-checkout`
  const database = await createDemoDatabase()
  cleanUp.add(() => database.drop())
  const stripe = await startStripeSide(
    {
      webhookUrl: webhooks,
      makeOlder: (seconds) => makeOlder(database, seconds),
    },
    options.stripe ?? null
  )
  cleanUp.add(() => stripe.stop())

  const shop = await runShop({
    order: {
      port,
      withAdmin: options.admin,
      migrate: true,
      seedFor: ADMINISTRATOR,
      storefrontUrl: storefront.url,
    },
    environment: {
      ...stripe.environment,
      ...shopEnvironment(backend, storefront.url),
      DATABASE_URL: database.url,
    },
    log,
    isWatching: options.watch ?? false,
    signal: options.signal,
  })
  cleanUp.add(() => shop.stop())
  storefront.open({ backendUrl: backend, publishableKey: shop.publishableKey })
  if (options.admin) await warmAdmin(`${backend}/app`, options.signal)
  return {
    urls: {
      storefront: storefront.url,
      backend,
      webhooks,
      admin: options.admin ? `${backend}/app` : null,
      emulator: stripe.emulator?.url ?? null,
    },
    credentials: ADMINISTRATOR,
    publishableKey: shop.publishableKey,
    emulator: stripe.emulator?.controls ?? null,
    logFile: log.path,
    stop: () => cleanUp.run(),
  }
}

function shopEnvironment(
  backend: string,
  storefront: string
): Record<string, string> {
  return {
    NODE_ENV: "development",
    MEDUSA_BACKEND_URL: backend,
    STOREFRONT_URL: storefront,
    STRIPE_CHECKOUT_OPTIONS: JSON.stringify({
      shopperPages: SHOPPER_PAGES,
      savedCards: "ask",
      paymentLinks: { reminderAfterHours: 24 },
    }),
    STORE_CORS: storefront,
    ADMIN_CORS: backend,
    AUTH_CORS: [backend, storefront].join(","),
    JWT_SECRET: randomBytes(16).toString("hex"),
    COOKIE_SECRET: randomBytes(16).toString("hex"),
    MEDUSA_DISABLE_TELEMETRY: "true",
    // Vite's hot-reload server would otherwise listen on every address.
    HMR_BIND_HOST: "127.0.0.1",
  }
}

function show(line: string): void {
  console.log(`  ${line}`)
}
