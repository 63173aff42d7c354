import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { only } from "./only"

export type Delivery = {
  readonly stockLocationId: string
  readonly shippingProfileId: string
  readonly shippingOptionId: string
}

/** The store's shipping: one warehouse, one flat rate of 20.00 EUR. */
export async function seedDelivery(
  container: MedusaContainer,
  market: { salesChannelId: string }
): Promise<Delivery> {
  const stockLocationId = await seedWarehouse(container, market.salesChannelId)
  const { result: profiles } = await createShippingProfilesWorkflow(
    container
  ).run({ input: { data: [{ name: "Parcels", type: "default" }] } })
  const shippingProfileId = only(profiles).id
  const { result: options } = await createShippingOptionsWorkflow(
    container
  ).run({
    input: [
      {
        name: "Standard delivery",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: await seedServiceZone(container, stockLocationId),
        shipping_profile_id: shippingProfileId,
        type: { label: "Standard", description: "Parcel", code: "standard" },
        prices: [{ currency_code: "eur", amount: 20 }],
        rules: [
          { attribute: "enabled_in_store", value: "true", operator: "eq" },
          { attribute: "is_return", value: "false", operator: "eq" },
        ],
      },
    ],
  })
  return {
    stockLocationId,
    shippingProfileId,
    shippingOptionId: only(options).id,
  }
}

async function seedWarehouse(
  container: MedusaContainer,
  salesChannelId: string
): Promise<string> {
  const { result } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [
        {
          name: "Warehouse",
          address: {
            address_1: "Hafenstr. 1",
            city: "Kiel",
            country_code: "de",
          },
        },
      ],
    },
  })
  const { id } = only(result)
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: id },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
  })
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id, add: [salesChannelId] },
  })
  return id
}

async function seedServiceZone(
  container: MedusaContainer,
  stockLocationId: string
): Promise<string> {
  const fulfillmentSet = await container
    .resolve(Modules.FULFILLMENT)
    .createFulfillmentSets({
      name: "Parcels",
      type: "shipping",
      service_zones: [
        {
          name: "Germany and France",
          geo_zones: [
            { type: "country", country_code: "de" },
            { type: "country", country_code: "fr" },
          ],
        },
      ],
    })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: stockLocationId },
    [Modules.FULFILLMENT]: { fulfillment_set_id: fulfillmentSet.id },
  })
  return only(fulfillmentSet.service_zones).id
}
