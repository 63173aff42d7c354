import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** The e-mails of carts, by the cart's id. */
export async function readCartEmails(
  container: MedusaContainer,
  cartIds: string[]
): Promise<ReadonlyMap<string, string | null>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "email"],
    filters: { id: cartIds },
  })
  return new Map(data.map(({ id, email }) => [id, email ?? null]))
}
