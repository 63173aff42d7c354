/**
 * The Stripe accounts that the options name, each with its gateway.
 */

import { asValue } from "@medusajs/framework/awilix"
import type { LoaderOptions, Logger } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import { isLiveKey, readAccountSecrets } from "./options/account-secrets"
import { accountNames, readModuleOptions } from "./options/schema"
import { readAtStart } from "./options/refuse-start"
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

/** The name of the accounts in the module's container. */
export const ACCOUNTS = "stripeCheckoutAccounts"

/** Creates one gateway per Stripe account, once, when the module loads. */
export default function registerGateways({
  container,
  options,
}: LoaderOptions): Promise<void> {
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  const accounts = readAtStart(() => createAccounts(options), logger)
  container.register(ACCOUNTS, asValue(accounts))
  return Promise.resolve()
}

function createAccounts(options: unknown): StripeAccounts {
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
  return new StripeAccounts(new Map(accounts))
}
