/**
 * One gateway per Stripe account, registered once in the module's container.
 */
import { asValue } from "@medusajs/framework/awilix"
import type { LoaderOptions } from "@medusajs/framework/types"

import { isLiveKey, readAccountSecrets } from "../account-secrets"
import { accountNames } from "../options"
import { readModuleOptions } from "../read-module-options"
import { StripeGateway } from "../stripe/gateway"

/** Under this name the module's service finds its accounts. */
export const ACCOUNTS = "stripeCheckoutAccounts"

export interface ConfiguredAccount {
  readonly gateway: StripeGateway
  readonly webhookSecrets: readonly string[]
}

export type ConfiguredAccounts = ReadonlyMap<string, ConfiguredAccount>

export default async function registerGateways({
  container,
  options,
}: LoaderOptions): Promise<void> {
  const resolved = readModuleOptions(options)
  const accounts: ConfiguredAccounts = new Map(
    accountNames(resolved).map((name) => {
      const { apiKey, webhookSecrets } = readAccountSecrets(resolved, name)
      const gateway = new StripeGateway({
        name,
        apiKey,
        apiBase: resolved.apiBase,
        isLiveMode: isLiveKey(apiKey),
      })
      return [name, { gateway, webhookSecrets }]
    })
  )
  container.register(ACCOUNTS, asValue(accounts))
}
