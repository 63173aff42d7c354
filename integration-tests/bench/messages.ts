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

/** What the benchmark asks of the shop; each is answered with what the shop has used, once it is done. */
export type UsageRequest = {
  readonly id: number
  /** A sweep that begins now, or a capture of these carts' orders by one bulk request. */
  readonly first?:
    | { readonly kind: "sweep" }
    | { readonly kind: "capture"; readonly cartIds: readonly string[] }
}
