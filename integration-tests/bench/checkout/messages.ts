import type { StoreSeed } from "../../support/seed-store"

export type ShopPlan = { readonly port: number }

/** The messages from the shop to the benchmark. */
export type ShopReport =
  | { readonly kind: "ready"; readonly seed: StoreSeed }
  /** Milliseconds since 1970, with fractions. */
  | { readonly kind: "placed"; readonly cartId: string; readonly at: number }
