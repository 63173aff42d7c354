import type { StoreSeed } from "../support/seed-store"

export type ShopPlan = { readonly port: number }

/** The messages from the shop to the benchmark. */
export type ShopReport =
  | { readonly kind: "ready"; readonly seed: StoreSeed }
  /** Milliseconds since 1970, with fractions. */
  | { readonly kind: "placed"; readonly cartId: string; readonly at: number }
  | ({ readonly kind: "used"; readonly id: number } & Usage)

/** What the shop has used since it started. */
export type Usage = {
  readonly statements: number
  readonly cpuMs: number
  readonly megabytes: number
}

/** Asks the shop what it has used. */
export type UsageRequest = { readonly id: number }
