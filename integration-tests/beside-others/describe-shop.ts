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

/** The events that the README lists; Medusa's own provider receives all events. */
const EVENTS_OF_THE_PLUGIN = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.amount_capturable_updated",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "charge.captured",
  "charge.expired",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "review.opened",
  "review.closed",
  "radar.early_fraud_warning.created",
  "radar.early_fraud_warning.updated",
]

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
          enabledEvents: EVENTS_OF_THE_PLUGIN,
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
