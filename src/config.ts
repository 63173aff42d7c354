/**
 * One place to write the options. Medusa needs them in two: for the plugin and for the
 * payment module's providers.
 */
import type { StripeCheckoutOptions } from "./modules/stripe-checkout/options/option-types"
import {
  accountNames,
  resolveOptions,
} from "./modules/stripe-checkout/options/schema"

export type { AllowedCheckoutParams } from "./modules/stripe-checkout/options/checkout-params"
export type {
  CheckoutForOptions,
  MarketOptions,
} from "./modules/stripe-checkout/options/market-types"
export type {
  AccountOptions,
  CaptureDeadlineOptions,
  NoticesOptions,
  NotPlaceableOptions,
  ReconcileOptions,
  StorefrontPathsOptions,
  StripeCheckoutOptions,
} from "./modules/stripe-checkout/options/option-types"
export type {
  CaptureRuleOption,
  OrderStatusOptions,
} from "./modules/stripe-checkout/options/order-status-types"

const PACKAGE_NAME = "medusa-payment-stripe-checkout"

interface PluginEntry {
  /** What Medusa loads. */
  resolve: string
  /** The checked options, with defaults; a copy for this entry alone. */
  options: Record<string, unknown>
}

interface ProviderEntry extends PluginEntry {
  /** The account's name: `eu` becomes the payment provider `pp_stripe-checkout_eu`. */
  id: string
}

export interface StripeCheckoutEntries {
  /** For `plugins` in `medusa-config.ts`. */
  plugin: PluginEntry
  /** For the `providers` of Medusa's payment module: one per Stripe account. */
  providers: ProviderEntry[]
}

/**
 * Checks the options and returns the entries for `plugins` and for the `providers` of
 * Medusa's payment module.
 *
 * Secrets may be missing here, because `medusa build` runs without them. They are
 * checked when Medusa starts.
 *
 * @throws InvalidOptionsError that names every invalid option and says what is expected.
 * @example
 * import { defineConfig } from "@medusajs/framework/utils"
 * import { defineStripeCheckout } from "medusa-payment-stripe-checkout/config"
 *
 * const stripe = defineStripeCheckout({
 *   apiKey: process.env.STRIPE_API_KEY,
 *   webhookSecret: process.env.STRIPE_WEBHOOK_SECRET,
 *   backendUrl: process.env.MEDUSA_BACKEND_URL!,
 *   storefrontUrl: process.env.STOREFRONT_URL!,
 * })
 *
 * module.exports = defineConfig({
 *   // projectConfig: ...
 *   plugins: [stripe.plugin],
 *   modules: [
 *     {
 *       resolve: "@medusajs/medusa/payment",
 *       options: { providers: [...stripe.providers] },
 *     },
 *   ],
 * })
 */
export function defineStripeCheckout(
  options: StripeCheckoutOptions
): StripeCheckoutEntries {
  const resolved = resolveOptions(options)
  // Medusa writes the database's URL into the objects that it is given, so each
  // consumer gets its own copy.
  const copy = (): Record<string, unknown> => structuredClone(resolved)

  return {
    plugin: { resolve: PACKAGE_NAME, options: copy() },
    providers: accountNames(resolved).map((account) => ({
      resolve: `${PACKAGE_NAME}/providers/stripe-checkout`,
      id: account,
      options: { ...copy(), account },
    })),
  }
}
