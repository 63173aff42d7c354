/** The messages between the demo and its shop's process. */

export type Credentials = { readonly email: string; readonly password: string }

export type ShopOrder = {
  readonly port: number
  readonly withAdmin: boolean
  readonly migrate: boolean
  /** The administrator to create in an empty shop; null if the shop has been seeded before. */
  readonly seedFor: Credentials | null
  readonly storefrontUrl: string
}

export type ShopReport = {
  /** Null unless the shop was seeded in this run. */
  readonly publishableKey: string | null
}
