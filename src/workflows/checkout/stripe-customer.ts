/**
 * The Stripe customer of a signed-in customer. Created at the first click on a pay link
 * and stored in Medusa's account holder, so that customers who never pay have none.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { isResourceMissing } from "../../modules/stripe-checkout/domain/errors"
import {
  customerEmailKey,
  customerKey,
} from "../../modules/stripe-checkout/domain/idempotency-keys"
import {
  hashOf,
  type Purchase,
  type SignedInCustomer,
} from "../../modules/stripe-checkout/domain/checkout/purchase"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import { isEmail } from "../../modules/stripe-checkout/stripe/customers"
import type { RequestLimits } from "../../modules/stripe-checkout/stripe/time-budget"
import { paymentModule, queryOne } from "../medusa/query"
import { resolveModule } from "../support/module"
import { type AccountHolder, addAccountHolder } from "./account-holder"

const KEY = "stripe_customer_id"

/** Shows whether the account's e-mail has changed, and not what it is. */
const EMAIL_KEY = "email_mark"

/** @returns the Stripe customer's id; null for guests. */
export async function findStripeCustomer(
  container: MedusaContainer,
  purchase: Purchase,
  limits: () => RequestLimits
): Promise<string | null> {
  const holder = await findHolder(container, purchase)
  const id = readStripeId(holder)
  if (id === null || !holder) {
    return createStripeCustomer(container, purchase, {
      holder,
      missing: null,
      limits,
    })
  }
  try {
    await followEmail(container, purchase, { holder, id, limits })
  } catch (error) {
    if (isResourceMissing(error, "id")) {
      return replaceStripeCustomer(container, purchase, { missing: id, limits })
    }
    throw error
  }
  return id
}

/** Stripe's page shows the customer's e-mail and does not let the shopper change it. */
async function followEmail(
  container: MedusaContainer,
  { account, customer }: Purchase,
  {
    holder,
    id,
    limits,
  }: { holder: AccountHolder; id: string; limits: () => RequestLimits }
): Promise<void> {
  const email = customer?.email ?? null
  if (!customer || !isEmail(email)) {
    return
  }
  const mark = markOf(customer)
  if (holder.data?.[EMAIL_KEY] === mark) {
    return
  }
  const writtenAt = new Date(holder.updated_at ?? 0).toISOString()
  const { gateway } = resolveModule(container).accounts.get(account)
  await gateway.customers.changeEmail(id, email, {
    idempotencyKey: customerEmailKey(id, { mark, writtenAt }),
    limits: limits(),
  })
  await remember(container, holder, { [KEY]: id, [EMAIL_KEY]: mark })
}

/**
 * Used when the customer was deleted at Stripe, or the store changed accounts or modes.
 *
 * @param missing the id that Stripe does not know; another click may have replaced it
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

interface CustomerCreation {
  readonly holder: AccountHolder | null
  /** Part of the idempotency key, so that concurrent clicks create the same customer. */
  readonly missing: string | null
  readonly limits: () => RequestLimits
}

async function createStripeCustomer(
  container: MedusaContainer,
  { account, customer }: Purchase,
  { holder, missing, limits }: CustomerCreation
): Promise<string | null> {
  // Core creates the record when a signed-in customer starts a payment.
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
  await remember(container, holder, {
    [KEY]: id,
    [EMAIL_KEY]: markOf(customer),
  })
  return id
}

function markOf({ id, email }: SignedInCustomer): string {
  return hashOf([id, email]).slice(0, 12)
}

/** Our provider returns this data, and core stores what it returns. */
async function remember(
  container: MedusaContainer,
  holder: AccountHolder,
  data: Record<string, unknown>
): Promise<void> {
  await paymentModule(container).updateAccountHolder({
    id: holder.id,
    provider_id: holder.provider_id,
    context: { account_holder: { ...holder, data } },
  })
}

async function findHolder(
  container: MedusaContainer,
  { account, customer }: Purchase
): Promise<AccountHolder | null> {
  if (!customer) {
    return null
  }
  const holders = await readHolders(container, customer.id)
  const own = holders.filter(
    (holder) => holder.provider_id === providerIdOf(account)
  )
  return (
    own.find((holder) => readStripeId(holder)) ??
    own[0] ??
    (await addAccountHolder(container, account, customer))
  )
}

async function readHolders(
  container: MedusaContainer,
  customerId: string
): Promise<AccountHolder[]> {
  const found = await queryOne<{
    account_holders?: readonly (AccountHolder | null)[] | null
  }>(container, {
    entity: "customer",
    fields: ["id", "account_holders.*"],
    filters: { id: customerId },
  })
  return (found?.account_holders ?? []).flatMap((holder) => holder ?? [])
}

export interface StripeCustomerOfAccount {
  /** The account's name in the options. */
  readonly account: string
  readonly stripeCustomerId: string
}

/** Who a customer is at Stripe, in each account of the options that knows them. */
export async function findStripeCustomers(
  container: MedusaContainer,
  customerId: string
): Promise<StripeCustomerOfAccount[]> {
  const { accounts } = resolveModule(container)
  const holders = await readHolders(container, customerId)
  return accounts.names().flatMap((account) => {
    const ids = holders
      .filter((holder) => holder.provider_id === providerIdOf(account))
      .flatMap((holder) => readStripeId(holder) ?? [])
    return [...new Set(ids)].map((stripeCustomerId) => ({
      account,
      stripeCustomerId,
    }))
  })
}

function readStripeId(holder: AccountHolder | null): string | null {
  const id = holder?.data?.[KEY]
  return typeof id === "string" && id ? id : null
}
