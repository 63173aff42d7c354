import { seedRegion, type SeededRegion } from "../../support/seed-region"
import type { StripeStore } from "../../support/stripe-store"

export type Markets = {
  /** Prices without 20 % tax. */
  readonly britain: SeededRegion
  /** Prices with 21 % tax. */
  readonly netherlands: SeededRegion
}

/** Where prices exclude tax, and where they include it. */
export async function seedMarkets(store: StripeStore): Promise<Markets> {
  return {
    britain: await seedRegion(store, {
      currencyCode: "gbp",
      country: "gb",
      taxRate: 20,
      shirt: 50,
      delivery: 5,
    }),
    netherlands: await seedRegion(store, {
      currencyCode: "eur",
      country: "nl",
      taxRate: 21,
      isTaxIncluded: true,
      shirt: 60.5,
      delivery: 12.1,
    }),
  }
}
