/**
 * Where a cart or an order is sold: what options that are for some markets only ask for.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  chooseAccount,
  dependsOnMarket,
  type Market,
} from "../../modules/stripe-checkout/domain/checkout/market"
import { resolveModule } from "../support/module"
import { queryOne } from "./query"

interface MarketRow {
  readonly currency_code: string
  readonly region_id?: string | null
  readonly sales_channel_id?: string | null
}

interface Sale {
  readonly cartId: string | null
  /** Counts where there is no cart. */
  readonly orderId: string | null
}

/** @returns null when there is no such cart or order. */
export async function readMarket(
  container: MedusaContainer,
  { cartId, orderId }: Sale
): Promise<Market | null> {
  const row = await queryOne<MarketRow>(container, {
    entity: cartId ? "cart" : "order",
    fields: ["id", "currency_code", "region_id", "sales_channel_id"],
    filters: { id: cartId ?? orderId ?? "" },
  })
  return (
    row && {
      currencyCode: row.currency_code,
      regionId: row.region_id ?? null,
      salesChannelId: row.sales_channel_id ?? null,
    }
  )
}

/** The account that the options choose for a sale; null where they choose none. */
export async function findAccountForMarket(
  container: MedusaContainer,
  sale: Sale
): Promise<string | null> {
  const { accounts } = resolveModule(container).options
  if (!dependsOnMarket(accounts)) {
    return null
  }
  const market = await readMarket(container, sale)
  return market && chooseAccount(accounts, market)
}
