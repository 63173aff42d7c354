/**
 * The Stripe accounts that the options name, each with its gateway.
 */

import { asValue } from "@medusajs/framework/awilix"
import type { LoaderOptions } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

import { isLiveKey, readAccountSecrets } from "./options/account-secrets"
import { accountNames, readModuleOptions } from "./options/schema"
import { StripeGateway } from "./stripe/gateway"

export interface ConfiguredAccount {
  readonly gateway: StripeGateway
  readonly webhookSecrets: readonly string[]
}

export class StripeAccounts {
  private readonly accounts: ReadonlyMap<string, ConfiguredAccount>

  constructor(accounts: ReadonlyMap<string, ConfiguredAccount>) {
    this.accounts = accounts
  }

  /** @throws MedusaError when no such account is configured. */
  get(name: string): ConfiguredAccount {
    const account = this.find(name)
    if (!account) {
      throw new MedusaError(
        MedusaError.Types.NOT_FOUND,
        `There is no Stripe account "${name}" in the options of medusa-payment-stripe-checkout.`
      )
    }
    return account
  }

  names(): string[] {
    return [...this.accounts.keys()]
  }

  find(name: string): ConfiguredAccount | undefined {
    return this.accounts.get(name)
  }
}

// ---- gateways.ts
/*
 * One gateway per Stripe account, registered once in the module's container.
 */

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
