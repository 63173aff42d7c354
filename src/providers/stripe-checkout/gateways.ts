/**
 * The Stripe account of a payment: the provider's own, unless the plugin chose another one
 * when the pay link was opened.
 */
import { MedusaError } from "@medusajs/framework/utils"

import {
  isLiveKey,
  readAccountSecrets,
} from "../../modules/stripe-checkout/options/account-secrets"
import {
  accountNames,
  type ResolvedOptions,
} from "../../modules/stripe-checkout/options/schema"
import { StripeGateway } from "../../modules/stripe-checkout/stripe/gateway"
import { ACCOUNT_KEY } from "./session-data"

export class Gateways {
  private readonly options: ResolvedOptions
  private readonly own: string
  private readonly opened = new Map<string, StripeGateway>()

  constructor(options: ResolvedOptions, own: string) {
    this.options = options
    this.own = own
  }

  /**
   * @param data of a payment session or a payment; the plugin alone writes the account there
   * @throws MedusaError where that account is no longer in the options.
   */
  of(data: Record<string, unknown> | undefined): StripeGateway {
    const chosen = data?.[ACCOUNT_KEY]
    return this.open(typeof chosen === "string" ? chosen : this.own)
  }

  private open(name: string): StripeGateway {
    const opened = this.opened.get(name)
    if (opened) {
      return opened
    }
    if (!accountNames(this.options).includes(name)) {
      throw new MedusaError(
        MedusaError.Types.NOT_FOUND,
        `There is no Stripe account "${name}" in the options of medusa-payment-stripe-checkout.`
      )
    }
    const { apiKey } = readAccountSecrets(this.options, name)
    const gateway = new StripeGateway({
      name,
      apiKey,
      apiBase: this.options.apiBase,
      isLiveMode: isLiveKey(apiKey),
    })
    this.opened.set(name, gateway)
    return gateway
  }
}
