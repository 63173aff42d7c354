import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
} from "@medusajs/medusa/core-flows"
import { only } from "./only"

export type Catalog = {
  readonly productId: string
  readonly variantId: string
}

type Place = {
  readonly salesChannelId: string
  readonly shippingProfileId: string
  readonly stockLocationId: string
}

const SKU = "SHIRT-M"

/** What the store sells: one shirt for 100.00 EUR, always in stock. */
export async function seedCatalog(
  container: MedusaContainer,
  place: Place
): Promise<Catalog> {
  const { result: products } = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: "Shirt",
          status: ProductStatus.PUBLISHED,
          shipping_profile_id: place.shippingProfileId,
          sales_channels: [{ id: place.salesChannelId }],
          options: [{ title: "Size", values: ["M"] }],
          variants: [
            {
              title: "Shirt M",
              sku: SKU,
              options: { Size: "M" },
              prices: [{ currency_code: "eur", amount: 100 }],
            },
          ],
        },
      ],
    },
  })
  const product = only(products)
  await stock(container, place.stockLocationId)
  return { productId: product.id, variantId: only(product.variants).id }
}

async function stock(
  container: MedusaContainer,
  stockLocationId: string
): Promise<void> {
  // The inventory item was created with the variant; they share the SKU.
  const items = await container
    .resolve(Modules.INVENTORY)
    .listInventoryItems({ sku: SKU })
  await createInventoryLevelsWorkflow(container).run({
    input: {
      inventory_levels: [
        {
          inventory_item_id: only(items).id,
          location_id: stockLocationId,
          stocked_quantity: 1_000_000,
        },
      ],
    },
  })
}
