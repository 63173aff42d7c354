/**
 * Warnings at startup about a setup that is probably a mistake, each with its remedy.
 */
import type { Logger } from "@medusajs/framework/types"

import { isLoopback } from "./account-secrets"
import { accountNames, providerIdOf, type ResolvedOptions } from "./schema"

interface ModuleConfiguration {
  readonly resolve?: unknown
  readonly options?: {
    readonly providers?: readonly {
      readonly resolve?: unknown
      readonly id?: unknown
    }[]
  }
}

interface Configuration {
  readonly modules?: Record<string, ModuleConfiguration | false | undefined>
}

export function warnAboutSetup(
  container: Record<string, unknown>,
  options: ResolvedOptions
): void {
  const logger = container["logger"] as Logger
  const configuration = container["configModule"] as Configuration | undefined
  const warnings = [
    ...findMissingProviders(configuration, options),
    ...findUnreachableBackend(options),
  ]
  warnings.forEach((warning) => {
    logger.warn(`stripe-checkout: ${warning}`)
  })
}

/** Payments continue; only repairs that depend on the missing part are off. */
export function warnAboutCore(
  container: Record<string, unknown>,
  failures: readonly string[]
): void {
  if (failures.length) {
    const logger = container["logger"] as Logger
    logger.warn(
      `stripe-checkout: this Medusa differs from what the plugin knows, so rows that Medusa leaves half written are only reported, not repaired. Update the plugin. ${failures.join(" ")}`
    )
  }
}

/** Without its provider the plugin receives webhooks, but no shopper can choose it. */
export function findMissingProviders(
  configuration: Configuration | undefined,
  options: ResolvedOptions
): string[] {
  const payment = configuration?.modules?.["payment"]
  const providers = payment ? (payment.options?.providers ?? []) : []
  const registered = providers
    .filter((provider) => isOurProvider(provider.resolve))
    .map((provider) => String(provider.id))
  const missing = accountNames(options).filter(
    (account) => !registered.includes(account)
  )
  return missing.length
    ? [
        `the plugin is registered, but the payment provider ${missing.map(providerIdOf).join(", ")} is not, so shoppers cannot pay with it. Add "...stripe.providers" to the providers of @medusajs/medusa/payment in medusa-config.`,
      ]
    : []
}

function isOurProvider(resolve: unknown): boolean {
  return (
    typeof resolve === "string" &&
    /(^|\/)providers\/stripe-checkout\/?(index(\.[jt]s)?)?$/.test(resolve)
  )
}

function findUnreachableBackend(options: ResolvedOptions): string[] {
  const { hostname } = new URL(options.backendUrl)
  const isProduction = process.env["NODE_ENV"] === "production"
  return isProduction && (isLoopback(hostname) || isPrivateAddress(hostname))
    ? [
        `backendUrl is ${options.backendUrl}, which shoppers' browsers cannot reach. Set it to the address under which the store is reachable (MEDUSA_BACKEND_URL).`,
      ]
    : []
}

function isPrivateAddress(hostname: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/.test(
    hostname
  )
}
