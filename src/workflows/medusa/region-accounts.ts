/**
 * Which of the plugin's providers an order may be paid with.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  DEFAULT_ACCOUNT,
  providerIdOf,
} from "../../modules/stripe-checkout/options/schema"
import { resolveModule } from "../support/module"
import type { OrderBalance } from "./order-balance"
import { findAccountForMarket, readMarket } from "./market"
import { queryOne } from "./query"

interface RegionRow {
  readonly payment_providers?: readonly ({
    readonly id: string
    readonly is_enabled?: boolean
  } | null)[]
}

/**
 * The Stripe accounts whose provider is enabled in the order's region, best first: those
 * that its earlier payments used, newest first, then the one that is for its market, then
 * the others as in the options.
 */
export async function findAccounts(
  container: MedusaContainer,
  {
    orderId,
    regionId,
    rows,
  }: Pick<OrderBalance, "orderId" | "regionId" | "rows">
): Promise<string[]> {
  const configured = resolveModule(container).accounts.names()
  const used = rows
    .map((row) => row.stripe_account)
    .filter((name) => configured.includes(name))
    .reverse()
  const chosen = await findAccountForMarket(container, {
    cartId: null,
    orderId,
  })
  const enabled = await listEnabledProviders(container, regionId)
  const best = chosen === null ? used : [...used, chosen]
  return [...new Set([...best, ...configured])].filter((name) =>
    isOffered(container, name, enabled)
  )
}

/** An account that is chosen by the market is offered through the top level's provider. */
function isOffered(
  container: MedusaContainer,
  account: string,
  enabled: ReadonlySet<string> | null
): boolean {
  return (
    enabled === null ||
    enabled.has(providerIdOf(account)) ||
    (isForMarket(container, account) &&
      enabled.has(providerIdOf(DEFAULT_ACCOUNT)))
  )
}

function isForMarket(container: MedusaContainer, account: string): boolean {
  const { accounts } = resolveModule(container).options
  return accounts[account]?.for !== undefined
}

/**
 * The provider of a new payment session for a cart, which Medusa creates only with one that
 * the cart's region enables. The payment row says the account either way.
 */
export async function findProviderForCart(
  container: MedusaContainer,
  { account, cartId }: { readonly account: string; readonly cartId: string }
): Promise<string> {
  const own = providerIdOf(account)
  if (!isForMarket(container, account)) {
    return own
  }
  const market = await readMarket(container, { cartId, orderId: null })
  const enabled = await listEnabledProviders(
    container,
    market?.regionId ?? null
  )
  return (enabled?.has(own) ?? true) ? own : providerIdOf(DEFAULT_ACCOUNT)
}

/** @returns null for an order without a region, which restricts nothing. */
async function listEnabledProviders(
  container: MedusaContainer,
  regionId: string | null
): Promise<ReadonlySet<string> | null> {
  if (!regionId) {
    return null
  }
  const region = await queryOne<RegionRow>(container, {
    entity: "region",
    fields: ["id", "payment_providers.id", "payment_providers.is_enabled"],
    filters: { id: regionId },
  })
  return new Set(
    (region?.payment_providers ?? []).flatMap((provider) =>
      provider && provider.is_enabled !== false ? [provider.id] : []
    )
  )
}
