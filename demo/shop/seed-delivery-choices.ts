import type {
  FulfillmentWorkflow,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createShippingOptionsWorkflow } from "@medusajs/medusa/core-flows"
import { only } from "../../integration-tests/support/only"
import type { Delivery } from "../../integration-tests/support/seed-delivery"

type Speed = "standard" | "express"

type Offer = {
  readonly name: string
  readonly speed: Speed
  readonly zoneId: string
  readonly currency: string
  readonly amount: number
}

/** A slow and a fast delivery option for each region. The slow one for Germany and France exists already. */
export async function seedDeliveryChoices(
  container: MedusaContainer,
  delivery: Delivery
): Promise<void> {
  const { service_zone_id: europe } = await container
    .resolve(Modules.FULFILLMENT)
    .retrieveShippingOption(delivery.shippingOptionId)
  const japan = await seedZoneOfJapan(container, delivery.stockLocationId)
  const offers: readonly Offer[] = [
    {
      name: "Express delivery",
      speed: "express",
      zoneId: europe,
      currency: "eur",
      amount: 32.5,
    },
    {
      name: "Standard delivery",
      speed: "standard",
      zoneId: japan,
      currency: "jpy",
      amount: 2200,
    },
    {
      name: "Express delivery",
      speed: "express",
      zoneId: japan,
      currency: "jpy",
      amount: 3900,
    },
  ]
  await createShippingOptionsWorkflow(container).run({
    input: offers.map((offer) => describe(offer, delivery)),
  })
}

async function seedZoneOfJapan(
  container: MedusaContainer,
  stockLocationId: string
): Promise<string> {
  const fulfillmentSet = await container
    .resolve(Modules.FULFILLMENT)
    .createFulfillmentSets({
      name: "Parcels overseas",
      type: "shipping",
      service_zones: [
        {
          name: "Japan",
          geo_zones: [{ type: "country", country_code: "jp" }],
        },
      ],
    })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: stockLocationId },
    [Modules.FULFILLMENT]: { fulfillment_set_id: fulfillmentSet.id },
  })
  return only(fulfillmentSet.service_zones).id
}

const KINDS = {
  standard: { label: "Standard", description: "Parcel", code: "standard" },
  express: { label: "Express", description: "Courier", code: "express" },
} satisfies Record<Speed, object>

function describe(
  { amount, currency, name, speed, zoneId }: Offer,
  { shippingProfileId }: Delivery
): FulfillmentWorkflow.CreateShippingOptionsWorkflowInput {
  return {
    name,
    price_type: "flat",
    provider_id: "manual_manual",
    service_zone_id: zoneId,
    shipping_profile_id: shippingProfileId,
    type: KINDS[speed],
    prices: [{ currency_code: currency, amount }],
    rules: [
      { attribute: "enabled_in_store", value: "true", operator: "eq" },
      { attribute: "is_return", value: "false", operator: "eq" },
    ],
  }
}
