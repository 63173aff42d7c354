/**
 * Regions and sales channels that the options name and Medusa does not have: what is for
 * them never applies. Not known at start, because they are created in the admin.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { MarketConditions } from "../../modules/stripe-checkout/domain/checkout/market"
import { resolveModule } from "../support/module"

export async function findUnknownMarketIds(
  container: MedusaContainer
): Promise<string[]> {
  const { accounts, checkoutFor } = resolveModule(container).options
  const conditions: readonly MarketConditions[] = [
    ...checkoutFor,
    ...Object.values(accounts).flatMap((account) => account.for ?? []),
  ]
  const regions = conditions.flatMap((one) => one.regions ?? [])
  const channels = conditions.flatMap((one) => one.salesChannels ?? [])
  return [
    ...(await findUnknown(container, "region", regions)),
    ...(await findUnknown(container, "sales_channel", channels)),
  ]
}

async function findUnknown(
  container: MedusaContainer,
  entity: "region" | "sales_channel",
  named: readonly string[]
): Promise<string[]> {
  const ids = [...new Set(named)]
  if (!ids.length) {
    return []
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity, fields: ["id"], filters: { id: ids } })
  const known = new Set(
    (data as unknown as readonly { readonly id: string }[]).map(({ id }) => id)
  )
  return ids.filter((id) => !known.has(id))
}
