import { resolve } from "node:path"
import {
  startStripeEmulator,
  type StripeEmulator,
} from "../stripe-emulator/server"
import { expectCleanLedgers } from "../support/expect-clean-ledgers"
import { describeStore } from "../support/store"
import {
  STOREFRONT_URL,
  type StripeStore,
  WEBHOOK_SECRET,
} from "../support/stripe-store"
import { addMedusasStripe } from "./add-medusas-stripe"
import { MEDUSAS_WEBHOOK_PATH, MEDUSAS_WEBHOOK_SECRET } from "./names"
import { HANDLED_EVENT_TYPES } from "../../src/modules/stripe-checkout/stripe/webhooks"

const REPOSITORY = resolve(__dirname, "../..")

/**
 * Describes tests against a store that offers the plugin, Medusa's own Stripe provider and other payment methods in one
 * region. The first two share one Stripe account, which sends events to both. The tests end with the audit.
 */
export function describeShopWithOtherProviders(
  title: string,
  suite: (store: StripeStore) => void
): void {
  let emulator: StripeEmulator | undefined
  describeStore(
    title,
    (store) => {
      afterAll(async () => {
        await emulator?.close()
      })
      // The store's properties exist only once it runs, so they are read lazily.
      const stripeStore = new Proxy(store, {
        get: (target, property, receiver): unknown =>
          property === "stripe"
            ? emulator?.controls
            : Reflect.get(target, property, receiver),
      }) as StripeStore
      suite(stripeStore)
      it("leaves Medusa and Stripe in agreement", async () => {
        await expectCleanLedgers(stripeStore)
      })
    },
    {
      environment: async ({ baseUrl }) => {
        emulator = await startStripeEmulator()
        const { controls, url } = emulator
        await controls.registerWebhookEndpoint({
          url: `${baseUrl}/hooks/stripe-checkout`,
          secret: WEBHOOK_SECRET,
          // Medusa's own provider receives all events.
          enabledEvents: [...HANDLED_EVENT_TYPES],
        })
        await controls.registerWebhookEndpoint({
          url: `${baseUrl}${MEDUSAS_WEBHOOK_PATH}`,
          secret: MEDUSAS_WEBHOOK_SECRET,
        })
        Object.assign(process.env, {
          MEDUSA_BACKEND_URL: baseUrl,
          STRIPE_API_KEY: "sk_test_emulated",
          STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
          STRIPE_API_BASE: url,
          STOREFRONT_URL,
        })
        await addMedusasStripe(REPOSITORY)
        return {}
      },
    }
  )
}
