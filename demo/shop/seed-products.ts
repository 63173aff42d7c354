import type {
  CreateProductWorkflowInputDTO,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { Delivery } from "../../integration-tests/support/seed-delivery"
import type { Market } from "../../integration-tests/support/seed-market"
import { PRODUCTS, type Product } from "../catalog"

type SeededShop = Market & Delivery & { readonly storefrontUrl: string }

const IN_STOCK = 500

export async function seedProducts(
  container: MedusaContainer,
  shop: SeededShop
): Promise<void> {
  await createProductsWorkflow(container).run({
    input: { products: PRODUCTS.map((product) => describe(product, shop)) },
  })
  const items = await container
    .resolve(Modules.INVENTORY)
    .listInventoryItems({}, { take: 100 })
  await createInventoryLevelsWorkflow(container).run({
    input: {
      inventory_levels: items.map(({ id }) => ({
        inventory_item_id: id,
        location_id: shop.stockLocationId,
        stocked_quantity: IN_STOCK,
      })),
    },
  })
}

function describe(
  product: Product,
  shop: SeededShop
): CreateProductWorkflowInputDTO {
  const { handle, option, prices, title } = product
  const picture = `${shop.storefrontUrl}/pictures/${handle}.svg`
  return {
    handle,
    title,
    subtitle: product.subtitle,
    description: product.description,
    status: ProductStatus.PUBLISHED,
    thumbnail: picture,
    images: [{ url: picture }],
    shipping_profile_id: shop.shippingProfileId,
    sales_channels: [{ id: shop.salesChannelId }],
    options: [{ title: option.title, values: [...option.values] }],
    variants: option.values.map((value, index) => ({
      title: value,
      variant_rank: index,
      sku: `${handle}-${value}`.toUpperCase(),
      options: { [option.title]: value },
      prices: [
        { currency_code: "eur", amount: prices.eur },
        { currency_code: "jpy", amount: prices.jpy },
      ],
    })),
  }
}
