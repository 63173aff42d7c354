import type { StripeCheckoutOptions } from "../../src/config"
import {
  startStripeEmulator,
  type StripeEmulator,
} from "../stripe-emulator/server"
import type { Switches } from "../stripe-emulator/controls"
import {
  type DifferenceOnPurpose,
  expectCleanBooks,
} from "./expect-clean-books"
import { describeStore, type Store } from "./store"

export const WEBHOOK_SECRET = "whsec_for_tests_only"
export const PROVIDER_ID = "pp_stripe-checkout_default"
export const API_KEY = "sk_test_emulated"
export const STOREFRONT_URL = "http://storefront.example"

/** The plugin's options that a spec wants otherwise than usual. */
export type StoreOptions = Partial<StripeCheckoutOptions> & {
  readonly accounts?: Record<string, { apiKey: string; webhookSecret: string }>
}

/** A running shop that pays at an emulated Stripe. */
export type StripeStore = Store & {
  /** What the emulator offers to tests; usable inside hooks and tests only. */
  readonly stripe: StripeEmulator["controls"]
}

/** The suite runs once more with the points that Stripe leaves open the other way. */
function switchesOfThisRun(): Partial<Switches> {
  return JSON.parse(
    process.env["STRIPE_EMULATOR_SWITCHES"] ?? "{}"
  ) as Partial<Switches>
}

/** Says beforehand what the audit is going to find, and why that is right. */
export type ExpectDifference = (difference: DifferenceOnPurpose) => void

/**
 * Describes tests against one real Medusa with the plugin, a seeded shop and a Stripe
 * emulator whose webhooks reach it. Further accounts among the options each are one at
 * the emulator, too, with a webhook of their own. They end with an audit of all that
 * they have done.
 */
export function describeStripeStore(
  title: string,
  suite: (store: StripeStore, expectDifference: ExpectDifference) => void,
  options: StoreOptions = {}
): void {
  const audited = (store: StripeStore): void => {
    const onPurpose: DifferenceOnPurpose[] = []
    suite(store, (difference) => onPurpose.push(difference))
    // A test, not a hook: a hook's failure would be told of every test.
    it("leaves Medusa and Stripe agreeing about everything", async () => {
      await expectCleanBooks(store, onPurpose)
    })
  }
  describeUnauditedStripeStore(title, audited, options)
}

/** For rows that a spec makes by hand, about money that was never paid. */
export function describeUnauditedStripeStore(
  title: string,
  suite: (store: StripeStore) => void,
  options: StoreOptions = {}
): void {
  let emulator: StripeEmulator | undefined
  describeStore(
    title,
    (store) => {
      afterAll(async () => {
        await emulator?.close()
      })
      // The store's properties appear once it runs, so they are looked up late.
      const stripeStore = new Proxy(store, {
        get: (target, property, receiver): unknown =>
          property === "stripe"
            ? emulator?.controls
            : Reflect.get(target, property, receiver),
      }) as StripeStore
      suite(stripeStore)
    },
    {
      environment: async ({ baseUrl }) => {
        const accounts = Object.entries(options.accounts ?? {})
        const apiKeys = accounts.map(([, { apiKey }]) => apiKey)
        emulator = await startStripeEmulator({
          apiKeys: [API_KEY, ...apiKeys],
          switches: switchesOfThisRun(),
        })
        const url = `${baseUrl}/hooks/stripe-checkout`
        await emulator.controls.registerWebhookEndpoint({
          url,
          secret: WEBHOOK_SECRET,
          apiKey: API_KEY,
        })
        for (const [name, { apiKey, webhookSecret: secret }] of accounts) {
          await emulator.controls.registerWebhookEndpoint({
            url: `${url}/${name}`,
            secret,
            apiKey,
          })
        }
        return {
          STRIPE_API_KEY: API_KEY,
          STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
          STRIPE_API_BASE: emulator.url,
          STOREFRONT_URL,
          STRIPE_CHECKOUT_OPTIONS: JSON.stringify(options),
        }
      },
    }
  )
}
