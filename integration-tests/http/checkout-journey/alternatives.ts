import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createPromotionsWorkflow,
  createShippingOptionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { only } from "../../support/only"
import { seedRegion, type SeededRegion } from "../../support/seed-region"
import type { StripeStore } from "../../support/stripe-store"

/** What a shopper may change a cart to. */
export type Alternatives = {
  /** With another currency and its tax. */
  readonly poland: SeededRegion
  /** Id of a shipping option for 35.00 EUR, beside the standard one. */
  readonly express: string
  /** A code for ten percent off the order. */
  readonly promotion: string
}

export async function seedAlternatives(
  store: StripeStore
): Promise<Alternatives> {
  const poland = await seedRegion(store, {
    currencyCode: "pln",
    country: "pl",
    taxRate: 23,
    shirt: 400,
    delivery: 30,
  })
  await sellShirtIn(store, "pln")
  return {
    poland,
    express: await offerExpress(store),
    promotion: await announcePromotion(store),
  }
}

async function announcePromotion({ container }: StripeStore): Promise<string> {
  const code = "TEN_PERCENT"
  await createPromotionsWorkflow(container).run({
    input: {
      promotionsData: [
        {
          code,
          type: "standard",
          status: "active",
          application_method: {
            type: "percentage",
            value: 10,
            target_type: "order",
          },
        },
      ],
    },
  })
  return code
}

/** So that the cart can move to a market with another currency. */
async function sellShirtIn(
  { container, seed }: StripeStore,
  currencyCode: string
): Promise<void> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "product_variant",
      fields: ["price_set.id"],
      filters: { id: seed.variantId },
    })
  const { price_set } = only(data) as unknown as { price_set: { id: string } }
  await container.resolve(Modules.PRICING).addPrices({
    priceSetId: price_set.id,
    prices: [{ currency_code: currencyCode, amount: 400 }],
  })
}

async function offerExpress({ container, seed }: StripeStore): Promise<string> {
  const { service_zone_id, shipping_profile_id } = await container
    .resolve(Modules.FULFILLMENT)
    .retrieveShippingOption(seed.shippingOptionId)
  const { result } = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Express",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id,
        shipping_profile_id,
        type: { label: "Express", description: "Express", code: "express" },
        prices: [{ currency_code: "eur", amount: 35 }],
        rules: [
          { attribute: "enabled_in_store", value: "true", operator: "eq" },
          { attribute: "is_return", value: "false", operator: "eq" },
        ],
      },
    ],
  })
  return only(result).id
}
