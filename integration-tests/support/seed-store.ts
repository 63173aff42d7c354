import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import { seedCatalog } from "./seed-catalog"
import { seedDelivery } from "./seed-delivery"
import { seedMarket } from "./seed-market"

export type StoreSeed = {
  readonly regionId: string
  readonly salesChannelId: string
  readonly publishableKey: string
  readonly productId: string
  /** 100.00 EUR, tax free. */
  readonly variantId: string
  /** 20.00 EUR, tax free, to Germany and France. */
  readonly shippingOptionId: string
  readonly stockLocationId: string
  readonly administrator: { readonly email: string; readonly password: string }
}

/**
 * A store small enough for mental arithmetic: one product for 100.00 EUR, delivery for 20.00 EUR, no tax, more stock
 * than any test can sell. Every installed payment provider may be used in its region.
 */
export async function seedStore(
  container: MedusaContainer
): Promise<StoreSeed> {
  const market = await seedMarket(container)
  const delivery = await seedDelivery(container, market)
  const catalog = await seedCatalog(container, { ...market, ...delivery })
  const administrator = await seedAdministrator(container)
  return { ...market, ...delivery, ...catalog, administrator }
}

async function seedAdministrator(
  container: MedusaContainer
): Promise<StoreSeed["administrator"]> {
  const credentials = { email: "admin@shop.example", password: "correct horse" }
  const { authIdentity, error } = await container
    .resolve(Modules.AUTH)
    .register("emailpass", { body: credentials })
  if (!authIdentity) throw new Error(error)
  await createUserAccountWorkflow(container).run({
    input: {
      authIdentityId: authIdentity.id,
      userData: { email: credentials.email },
    },
  })
  return credentials
}
