/**
 * One gateway per Stripe account, registered once in the module's container.
 */
import { asValue } from "@medusajs/framework/awilix"
import type { LoaderOptions } from "@medusajs/framework/types"

import { isLiveKey, readAccountSecrets } from "../account-secrets"
import { type ConfiguredAccount, StripeAccounts } from "../accounts"
import { accountNames } from "../options"
import { readModuleOptions } from "../read-module-options"
import { StripeGateway } from "../stripe/gateway"

/** Under this name the module's service finds its accounts. */
export const ACCOUNTS = "stripeCheckoutAccounts"

export default function registerGateways({
  container,
  options,
}: LoaderOptions): Promise<void> {
  const resolved = readModuleOptions(options)
  const accounts = accountNames(resolved).map(
    (name): [string, ConfiguredAccount] => {
      const { apiKey, webhookSecrets } = readAccountSecrets(resolved, name)
      const gateway = new StripeGateway({
        name,
        apiKey,
        apiBase: resolved.apiBase,
        isLiveMode: isLiveKey(apiKey),
      })
      return [name, { gateway, webhookSecrets }]
    }
  )
  container.register(ACCOUNTS, asValue(new StripeAccounts(new Map(accounts))))
  return Promise.resolve()
}
