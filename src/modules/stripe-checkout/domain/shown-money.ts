/**
 * What becomes of a payment beside its amount: in which currency the shopper saw it, what
 * it costs, and what the shopper reads about it. Shown to the merchant and stored nowhere.
 * Amounts are Stripe's minor units.
 */

export interface PresentedAmount {
  readonly amount: number
  readonly currencyCode: string
}

/** What a capture added to the Stripe balance, without its refunds and disputes. */
export interface Settlement {
  /** In which the account is paid out, which need not be the payment's. */
  readonly currencyCode: string
  /** What was captured, converted. */
  readonly amount: number
  /** Stripe's fee, and other fees of this payment, such as a platform's. */
  readonly fee: number
  /** `amount` less `fee`. */
  readonly net: number
  /** As Stripe applied it; null where nothing was converted. */
  readonly exchangeRate: number | null
}

export interface Receipt {
  /** Stripe's own page, which follows the payment and its refunds. */
  readonly url: string
  /** Null until Stripe has sent it by e-mail. */
  readonly number: string | null
}

export interface ShownMoney {
  /** Null where the shopper saw the payment's own currency. */
  readonly presented: PresentedAmount | null
  /** Null before a capture, and until Stripe has settled it. */
  readonly settlement: Settlement | null
  /** The API key may not read what is in the balance. */
  readonly isSettlementHidden: boolean
  readonly receipt: Receipt | null
  /** What the shopper's statement says; null for anything but cards. */
  readonly statementDescriptor: string | null
}
