import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createUserAccountWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import { seedDelivery } from "../../integration-tests/support/seed-delivery"
import {
  seedMarket,
  type Market,
} from "../../integration-tests/support/seed-market"
import { SHOP_NAME } from "../catalog"
import type { Credentials } from "./shop-order"
import { seedDeliveryChoices } from "./seed-delivery-choices"
import { seedJapan } from "./seed-japan"
import { seedProducts } from "./seed-products"
import { seedPromotionCodes } from "./seed-promotion-codes"

type SeedOptions = {
  readonly administrator: Credentials
  /** Serves the product pictures. */
  readonly storefrontUrl: string
}

/** Germany and France in euros, tax-free, and Japan in yen, taxed; six products, three promotion codes, one administrator. */
export async function seedDemoShop(
  container: MedusaContainer,
  { administrator, storefrontUrl }: SeedOptions
): Promise<Market> {
  const market = await seedMarket(container)
  const delivery = await seedDelivery(container, market)
  await seedJapan(container)
  await seedDeliveryChoices(container, delivery)
  await seedProducts(container, { ...market, ...delivery, storefrontUrl })
  await seedPromotionCodes(container)
  await updateStoresWorkflow(container).run({
    input: {
      selector: {},
      update: {
        name: SHOP_NAME,
        supported_currencies: [
          { currency_code: "eur", is_default: true },
          { currency_code: "jpy" },
        ],
        default_region_id: market.regionId,
        default_sales_channel_id: market.salesChannelId,
      },
    },
  })
  await seedAdministrator(container, administrator)
  return market
}

async function seedAdministrator(
  container: MedusaContainer,
  credentials: Credentials
): Promise<void> {
  const { authIdentity, error } = await container
    .resolve(Modules.AUTH)
    .register("emailpass", { body: { ...credentials } })
  if (!authIdentity) throw new Error(error)
  await createUserAccountWorkflow(container).run({
    input: {
      authIdentityId: authIdentity.id,
      userData: { email: credentials.email, first_name: "Robin" },
    },
  })
}
