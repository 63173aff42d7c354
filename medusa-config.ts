/**
 * Runs the plugin from its source, as the demo and the tests do. An installed plugin
 * is configured as the README shows; only the two paths below differ.
 */
import { defineConfig, loadEnv } from "@medusajs/framework/utils"

import { redisModules } from "./docs/snippets/redis-modules"
import { defineStripeCheckout, type StripeCheckoutOptions } from "./src/config"

loadEnv(process.env["NODE_ENV"] ?? "development", process.cwd())

/** Options of one spec; JSON, because a configuration takes no arguments. */
const specOptions = JSON.parse(
  process.env["STRIPE_CHECKOUT_OPTIONS"] ?? "{}"
) as Partial<StripeCheckoutOptions>

/** Not Medusa's usual variable: no test may depend on what the machine has set. */
const redisUrl = process.env["STRIPE_CHECKOUT_REDIS_URL"]

const stripe = defineStripeCheckout({
  apiKey: process.env["STRIPE_API_KEY"],
  webhookSecret: process.env["STRIPE_WEBHOOK_SECRET"],
  ...(process.env["STRIPE_API_BASE"]
    ? { apiBase: process.env["STRIPE_API_BASE"] }
    : {}),
  backendUrl: process.env["MEDUSA_BACKEND_URL"] ?? "http://localhost:9000",
  storefrontUrl: process.env["STOREFRONT_URL"] ?? "http://localhost:8000",
  ...specOptions,
})

export default defineConfig({
  projectConfig: {
    databaseUrl: process.env["DATABASE_URL"] ?? "",
    ...(redisUrl ? { redisUrl } : {}),
    http: {
      storeCors: process.env["STORE_CORS"] ?? "http://localhost:8000",
      adminCors: process.env["ADMIN_CORS"] ?? "http://localhost:9000",
      authCors: process.env["AUTH_CORS"] ?? "http://localhost:9000",
      jwtSecret: process.env["JWT_SECRET"] ?? "only-for-development",
      cookieSecret: process.env["COOKIE_SECRET"] ?? "only-for-development",
    },
  },
  modules: [
    ...(redisUrl ? redisModules(redisUrl) : []),
    { ...stripe.plugin, resolve: "./src/modules/stripe-checkout" },
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: stripe.providers.map((provider) => ({
          ...provider,
          resolve: "./src/providers/stripe-checkout",
        })),
      },
    },
  ],
})
