import type { MedusaContainer } from "@medusajs/framework/types"

import { queryOne } from "./query"

/** What Medusa calls a store that nobody has named. */
const UNNAMED = "Medusa Store"

/** The store's name, as set in Medusa's admin; null where nobody has set one. */
export async function readShopName(
  container: MedusaContainer
): Promise<string | null> {
  const store = await queryOne<{ name?: string | null }>(container, {
    entity: "store",
    fields: ["id", "name"],
    filters: {},
  })
  const name = store?.name?.trim() ?? ""
  return name === "" || name === UNNAMED ? null : name
}
