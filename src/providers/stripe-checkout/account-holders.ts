/**
 * Core's verbs for a customer's record at a payment provider. None makes a network
 * call: most customers who start a payment never pay.
 */

import { randomUUID } from "node:crypto"
import type {
  CreateAccountHolderOutput,
  DeleteAccountHolderOutput,
  UpdateAccountHolderInput,
  UpdateAccountHolderOutput,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider } from "@medusajs/framework/utils"

import {
  DEFAULT_ACCOUNT,
  type ResolvedOptions,
  resolveOptions,
} from "../../modules/stripe-checkout/options/schema"

export abstract class AccountHolderVerbs extends AbstractPaymentProvider<ProviderOptions> {
  /**
   * Only a place where the Stripe customer will be noted, once the first payment is
   * opened.
   */
  async createAccountHolder(): Promise<CreateAccountHolderOutput> {
    // Customers may start two payments at once, and core wants the name to be unique.
    return { id: `stripe-checkout_${randomUUID()}`, data: {} }
  }

  /** The one who updates has asked Stripe already. */
  async updateAccountHolder({
    context,
  }: UpdateAccountHolderInput): Promise<UpdateAccountHolderOutput> {
    return { data: context.account_holder.data }
  }

  /** Stripe keeps its customers: their payments, refunds and disputes go on. */
  async deleteAccountHolder(): Promise<DeleteAccountHolderOutput> {
    return {}
  }
}

/** The plugin's options, and which of its accounts this provider pays into. */
export type ProviderOptions = Record<string, unknown> & { account?: string }

/** @throws Error that names every option that is wrong. */
export function readProviderOptions(options: ProviderOptions): {
  resolved: ResolvedOptions
  account: string
} {
  const { account = DEFAULT_ACCOUNT, ...rest } = options
  return { resolved: resolveOptions(rest), account }
}
