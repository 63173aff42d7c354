/**
 * What a payment came to, beside its amount. Types only, because the admin is compiled
 * with them. Amounts are major units.
 */
export interface MoneyDescription {
  /** What the shopper was shown, where it was another currency than the order's. */
  readonly presented: {
    readonly amount: number
    readonly currency_code: string
  } | null
  /**
   * What the capture added to the Stripe balance, without refunds and disputes. Null before
   * a capture, until Stripe has settled it, and where the key may not read it.
   */
  readonly settlement: {
    /** In which the account is paid out. */
    readonly currency_code: string
    /** What was captured, converted. */
    readonly amount: number
    readonly fee: number
    /** `amount` less `fee`. */
    readonly net: number
    /** Null where nothing was converted. */
    readonly exchange_rate: number | null
  } | null
  /** `permission_missing`: the API key may not read balance transactions. */
  readonly settlement_unavailable: "permission_missing" | null
  readonly receipt: {
    readonly url: string
    /** Null until Stripe has sent the receipt by e-mail. */
    readonly number: string | null
  } | null
  /** What the shopper's statement says; null for anything but cards. */
  readonly statement_descriptor: string | null
}
