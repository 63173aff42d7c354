/**
 * Medusa's record of a customer at a payment provider, where core has created none: it knows
 * only the provider that was selected, and the plugin has chosen another account.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import type { SignedInCustomer } from "../../modules/stripe-checkout/domain/checkout/purchase"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import { paymentModule } from "../medusa/query"
import { resolveModule } from "../support/module"

export interface AccountHolder {
  readonly id: string
  readonly provider_id: string
  readonly data?: Record<string, unknown> | null
  readonly updated_at?: Date | string
}

/** @returns null where the account is no market's, or Medusa knows no e-mail address. */
export async function addAccountHolder(
  container: MedusaContainer,
  account: string,
  { id, email }: SignedInCustomer
): Promise<AccountHolder | null> {
  const { accounts } = resolveModule(container).options
  if (accounts[account]?.for === undefined || email === null) {
    return null
  }
  const holder = await paymentModule(container).createAccountHolder({
    provider_id: providerIdOf(account),
    context: { customer: { id, email } },
  })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.CUSTOMER]: { customer_id: id },
    [Modules.PAYMENT]: { account_holder_id: holder.id },
  })
  return { id: holder.id, provider_id: holder.provider_id, data: holder.data }
}
