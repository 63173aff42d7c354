/**
 * Who a signed-in customer is at Stripe. Made at the first click on a pay link and kept
 * in Medusa's account holder, so that a shop's customers who never pay are nobody there.
 */
import type {
  IPaymentModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { customerKey } from "../../modules/stripe-checkout/domain/idempotency-keys"
import {
  hashOf,
  type Purchase,
} from "../../modules/stripe-checkout/domain/checkout/purchase"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import type { RequestLimits } from "../../modules/stripe-checkout/stripe/time-budget"
import { resolveModule } from "../support/module"

/** Medusa's record of a customer at a payment provider. */
interface AccountHolder {
  readonly id: string
  readonly provider_id: string
  readonly data?: Record<string, unknown> | null
}

const KEY = "stripe_customer_id"

/** @returns the Stripe customer's id; null for guests. */
export async function findStripeCustomer(
  container: MedusaContainer,
  purchase: Purchase,
  limits: () => RequestLimits
): Promise<string | null> {
  const holder = await findHolder(container, purchase)
  return (
    readStripeId(holder) ??
    createStripeCustomer(container, purchase, { holder, missing: null, limits })
  )
}

/**
 * Somebody deleted the customer at Stripe, or the shop changed accounts or modes.
 *
 * @param missing whom Stripe does not know; another click may have replaced them already
 */
export async function replaceStripeCustomer(
  container: MedusaContainer,
  purchase: Purchase,
  { missing, limits }: { missing: string; limits: () => RequestLimits }
): Promise<string | null> {
  const holder = await findHolder(container, purchase)
  const known = readStripeId(holder)
  return known !== null && known !== missing
    ? known
    : createStripeCustomer(container, purchase, { holder, missing, limits })
}

interface Making {
  readonly holder: AccountHolder | null
  /** Part of the key, so that all who saw the same make the same customer. */
  readonly missing: string | null
  readonly limits: () => RequestLimits
}

async function createStripeCustomer(
  container: MedusaContainer,
  { account, customer }: Purchase,
  { holder, missing, limits }: Making
): Promise<string | null> {
  // Core makes the record when a signed-in customer starts a payment.
  if (!customer || !holder) {
    return null
  }
  const { gateway } = resolveModule(container).accounts.get(account)
  const id = await gateway.customers.create(
    customer,
    customerKey(customer.id, {
      replaced: missing,
      described: hashOf(customer),
    }),
    limits()
  )
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
  await payments.updateAccountHolder({
    id: holder.id,
    provider_id: holder.provider_id,
    // Our provider answers with this data, and core stores what it answers.
    context: { account_holder: { ...holder, data: { [KEY]: id } } },
  })
  return id
}

async function findHolder(
  container: MedusaContainer,
  { account, customer }: Purchase
): Promise<AccountHolder | null> {
  if (!customer) {
    return null
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "customer",
    fields: ["id", "account_holders.*"],
    filters: { id: customer.id },
  })
  const [found] = data as {
    account_holders?: readonly (AccountHolder | null)[] | null
  }[]
  const own = (found?.account_holders ?? []).flatMap((holder) =>
    holder?.provider_id === providerIdOf(account) ? [holder] : []
  )
  return own.find((holder) => readStripeId(holder)) ?? own[0] ?? null
}

function readStripeId(holder: AccountHolder | null): string | null {
  const id = holder?.data?.[KEY]
  return typeof id === "string" && id ? id : null
}
