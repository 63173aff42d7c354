/**
 * The Stripe accounts that the options name, each with its gateway.
 */
import { MedusaError } from "@medusajs/framework/utils"

import type { StripeGateway } from "./stripe/gateway"

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
