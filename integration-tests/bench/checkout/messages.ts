import type { StoreSeed } from "../../support/seed-store"

export type ShopPlan = { readonly port: number }

/** What the shop tells whoever measures it. */
export type ShopReport =
  | { readonly kind: "ready"; readonly seed: StoreSeed }
  /** Milliseconds since 1970, with fractions. */
  | { readonly kind: "placed"; readonly cartId: string; readonly at: number }
