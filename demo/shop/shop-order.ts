/** What the demo asks of the process that is its shop, and what that answers. */

export type Credentials = { readonly email: string; readonly password: string }

export type ShopOrder = {
  readonly port: number
  readonly withAdmin: boolean
  readonly migrate: boolean
  /** Who is to be let into the admin of a shop that is still empty; null where it has been filled before. */
  readonly seedFor: Credentials | null
  readonly storefrontUrl: string
}

export type ShopReport = {
  /** Null unless the shop has been filled just now. */
  readonly publishableKey: string | null
}
