/**
 * Core's methods for a customer's record at a payment provider. None makes a network
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

import { readAccountSecrets } from "../../modules/stripe-checkout/options/account-secrets"
import {
  DEFAULT_ACCOUNT,
  type ResolvedOptions,
  resolveOptions,
} from "../../modules/stripe-checkout/options/schema"

export abstract class AccountHolderMethods extends AbstractPaymentProvider<ProviderOptions> {
  /**
   * Only a placeholder: the Stripe customer is stored there once the first payment is
   * opened.
   */
  async createAccountHolder(): Promise<CreateAccountHolderOutput> {
    // Customers may start two payments at once, and core wants the name to be unique.
    return { id: `stripe-checkout_${randomUUID()}`, data: {} }
  }

  /** The caller has updated Stripe already. */
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

/** @throws InvalidOptionsError that names every option that is wrong. */
export function readProviderOptions(options: ProviderOptions): {
  resolved: ResolvedOptions
  account: string
} {
  const { account = DEFAULT_ACCOUNT, ...rest } = options
  const resolved = resolveOptions(rest)
  readAccountSecrets(resolved, account)
  return { resolved, account }
}
