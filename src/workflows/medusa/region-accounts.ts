/**
 * Which of the plugin's providers an order may be paid with.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import { resolveModule } from "../support/module"
import type { OrderBalance } from "./order-balance"
import { queryOne } from "./query"

interface RegionRow {
  readonly payment_providers?: readonly ({
    readonly id: string
    readonly is_enabled?: boolean
  } | null)[]
}

/**
 * The Stripe accounts whose provider is enabled in the order's region, best first: those
 * that its earlier payments used, newest first, then the others as in the options.
 */
export async function findAccounts(
  container: MedusaContainer,
  { regionId, rows }: Pick<OrderBalance, "regionId" | "rows">
): Promise<string[]> {
  const configured = resolveModule(container).accounts.names()
  const used = rows
    .map((row) => row.stripe_account)
    .filter((name) => configured.includes(name))
    .reverse()
  const enabled = await listEnabledProviders(container, regionId)
  return [...new Set([...used, ...configured])].filter(
    (name) => enabled?.has(providerIdOf(name)) ?? true
  )
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
