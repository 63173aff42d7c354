import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  Modules,
  ProductStatus,
} from "@medusajs/framework/utils"
import {
  createProductsWorkflow,
  createRegionsWorkflow,
  createShippingOptionsWorkflow,
  createTaxRegionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { only } from "./only"
import type { Store } from "./store"

export type RegionOptions = {
  readonly currencyCode: string
  /** Two letters; a country belongs to one region only. */
  readonly country: string
  /** Percent; without it, there is no tax. */
  readonly taxRate?: number
  /** Whether prices include that tax. */
  readonly isTaxIncluded?: boolean
  /** Major units. */
  readonly shirt: number
  readonly delivery: number
}

/** A cart's possible market, and what it can contain there. */
export type SeededRegion = {
  readonly regionId: string
  readonly country: string
  readonly variantId: string
  readonly shippingOptionId: string
}

/** Another market of the store, with its own currency, tax, shirt and shipping. */
export async function seedRegion(
  { container, seed }: Pick<Store, "container" | "seed">,
  options: RegionOptions
): Promise<SeededRegion> {
  const regionId = await makeRegion(container, options)
  await makeTax(container, options)
  const profileId = await shippingProfileOf(container)
  return {
    regionId,
    country: options.country,
    variantId: await makeShirt(container, {
      profileId,
      salesChannelId: seed.salesChannelId,
      country: options.country,
      // The general price would do as well, but only the region's own price can include its tax.
      prices: [
        { currency_code: options.currencyCode, amount: options.shirt },
        {
          currency_code: options.currencyCode,
          amount: options.shirt,
          rules: { region_id: regionId },
        },
      ],
    }),
    shippingOptionId: await makeDelivery(container, {
      profileId,
      zoneId: await makeZone(container, seed.stockLocationId, options.country),
      price: { region_id: regionId, amount: options.delivery },
    }),
  }
}

type Price = {
  currency_code: string
  amount: number
  rules?: Record<string, string>
}

async function makeRegion(
  container: MedusaContainer,
  { currencyCode, country, isTaxIncluded = false }: RegionOptions
): Promise<string> {
  const providers = await container
    .resolve(Modules.PAYMENT)
    .listPaymentProviders({}, { take: 100 })
  const { result } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: `${country} in ${currencyCode}`,
          currency_code: currencyCode,
          countries: [country],
          is_tax_inclusive: isTaxIncluded,
          payment_providers: providers.map(({ id }) => id),
        },
      ],
    },
  })
  return only(result).id
}

async function makeTax(
  container: MedusaContainer,
  { country, taxRate }: RegionOptions
): Promise<void> {
  if (taxRate === undefined) return
  await createTaxRegionsWorkflow(container).run({
    input: [
      {
        country_code: country,
        provider_id: "tp_system",
        default_tax_rate: { name: "VAT", code: "vat", rate: taxRate },
      },
    ],
  })
}

async function shippingProfileOf(container: MedusaContainer): Promise<string> {
  const profiles = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingProfiles({})
  return only(profiles).id
}

async function makeZone(
  container: MedusaContainer,
  stockLocationId: string,
  country: string
): Promise<string> {
  const set = await container
    .resolve(Modules.FULFILLMENT)
    .createFulfillmentSets({
      name: `Parcels to ${country}`,
      type: "shipping",
      service_zones: [
        {
          name: country,
          geo_zones: [{ type: "country", country_code: country }],
        },
      ],
    })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: stockLocationId },
    [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
  })
  return only(set.service_zones).id
}

async function makeDelivery(
  container: MedusaContainer,
  options: {
    profileId: string
    zoneId: string
    price: { region_id: string; amount: number }
  }
): Promise<string> {
  const { result } = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Parcel",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: options.zoneId,
        shipping_profile_id: options.profileId,
        type: { label: "Parcel", description: "Parcel", code: "parcel" },
        prices: [options.price],
        rules: [
          { attribute: "enabled_in_store", value: "true", operator: "eq" },
          { attribute: "is_return", value: "false", operator: "eq" },
        ],
      },
    ],
  })
  return only(result).id
}

/** Always in stock, because its inventory is not managed. */
async function makeShirt(
  container: MedusaContainer,
  options: {
    profileId: string
    salesChannelId: string
    country: string
    prices: Price[]
  }
): Promise<string> {
  const { result } = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: "Linen shirt",
          handle: `linen-shirt-${options.country}`,
          status: ProductStatus.PUBLISHED,
          shipping_profile_id: options.profileId,
          sales_channels: [{ id: options.salesChannelId }],
          thumbnail: "https://shop.example/linen-shirt.png",
          options: [{ title: "Size", values: ["L"] }],
          variants: [
            {
              title: "L",
              options: { Size: "L" },
              manage_inventory: false,
              prices: options.prices,
            },
          ],
        },
      ],
    },
  })
  return only(only(result).variants).id
}
