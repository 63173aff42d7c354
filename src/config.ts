/**
 * One place to write the options, for the two entries that Medusa wants.
 */
import {
  accountNames,
  resolveOptions,
  type StripeCheckoutOptions,
} from "./modules/stripe-checkout/options/schema"

export type { StripeCheckoutOptions }

const PACKAGE_NAME = "medusa-payment-stripe-checkout"

interface PluginEntry {
  resolve: string
  options: Record<string, unknown>
}

interface ProviderEntry extends PluginEntry {
  id: string
}

export interface StripeCheckoutEntries {
  plugin: PluginEntry
  providers: ProviderEntry[]
}

/**
 * Checks the options and returns the entries for `plugins` and for the payment
 * module's `providers`. One provider per Stripe account.
 *
 * Secrets may be missing here, because `medusa build` runs without them; they are
 * checked when Medusa starts.
 *
 * @throws Error that names every wrong option and says what would be right.
 * @example
 * const stripe = defineStripeCheckout({
 *   apiKey: process.env.STRIPE_API_KEY,
 *   webhookSecret: process.env.STRIPE_WEBHOOK_SECRET,
 *   backendUrl: process.env.MEDUSA_BACKEND_URL,
 *   storefrontUrl: process.env.STOREFRONT_URL,
 * })
 *
 * module.exports = defineConfig({
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
  // Medusa writes the database's address into the objects it is given, so nobody
  // gets the same one twice.
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
