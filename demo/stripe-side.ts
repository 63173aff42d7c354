import { randomBytes } from "node:crypto"
import type { EmulatorControls } from "../integration-tests/stripe-emulator/controls"
import { startStripeEmulator } from "../integration-tests/stripe-emulator/server"
import { SHOP_NAME } from "./catalog"
import { choosePort } from "./choose-port"
import { PlainError } from "./plain-error"

const USUAL_PORT = 4242

/** Well-formed, so that the plugin starts, and unknown to anybody else. */
const UNKNOWN_SECRET = `whsec_${randomBytes(24).toString("hex")}`

export type StripeSide = {
  /** Medusa's environment variables. */
  readonly environment: Readonly<Record<string, string>>
  /** Null with Stripe's test mode. */
  readonly emulator: {
    readonly url: string
    readonly controls: EmulatorControls
  } | null
  stop(): Promise<void>
}

/** A test key and the signing secret of `stripe listen`. Without them, Stripe is emulated. */
export type StripeKeys = {
  readonly apiKey: string
  readonly webhookSecret: string | null
}

/** The shop whose payments Stripe takes. */
type Shop = {
  readonly webhookUrl: string
  /** Called when time passes at the emulator. */
  makeOlder(seconds: number): Promise<void>
}

export async function startStripeSide(
  shop: Shop,
  keys: StripeKeys | null
): Promise<StripeSide> {
  return keys ? useTestMode(keys) : startEmulator(shop)
}

function useTestMode({ apiKey, webhookSecret }: StripeKeys): StripeSide {
  if (!/^[sr]k_test_\S+$/.test(apiKey)) {
    throw new PlainError(
      "STRIPE_API_KEY is not a test key. The demo accepts only sk_test_… or rk_test_…, so that no real money can move. Unset the variable to use the emulator instead."
    )
  }
  return {
    environment: {
      STRIPE_API_KEY: apiKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret ?? UNKNOWN_SECRET,
    },
    emulator: null,
    stop: () => Promise.resolve(),
  }
}

async function startEmulator(shop: Shop): Promise<StripeSide> {
  const port = await choosePort(USUAL_PORT)
  const url = `http://localhost:${port}`
  const emulator = await startStripeEmulator({
    port,
    publicUrl: url,
    businessName: SHOP_NAME,
    makeShopOlder: (seconds) => shop.makeOlder(seconds),
  })
  await emulator.controls.registerWebhookEndpoint({
    url: shop.webhookUrl,
    secret: UNKNOWN_SECRET,
  })
  return {
    environment: {
      STRIPE_API_KEY: "sk_test_emulated",
      STRIPE_WEBHOOK_SECRET: UNKNOWN_SECRET,
      STRIPE_API_BASE: emulator.url,
    },
    emulator: { url, controls: emulator.controls },
    stop: () => emulator.close(),
  }
}
