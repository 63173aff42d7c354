/** The card that may be charged for an order's balance without the customer. */
export interface SavedCardOffer {
  /** Stripe's PaymentMethod (`pm_...`). */
  readonly id: string
  /** In Stripe's words, such as `visa`. */
  readonly brand: string
  readonly last4: string
  readonly exp_month: number
  readonly exp_year: number
  /** When the customer agreed to it on Stripe's page; an ISO date. */
  readonly agreed_at: string
  /** The payment with which they did (`pi_...`): the proof is at Stripe. */
  readonly payment_intent_id: string
}

export interface SavedCardOfferAnswer {
  /** Null where no card may be charged, or Stripe cannot be asked. */
  readonly saved_card: SavedCardOffer | null
}

export interface ChargeSavedCardAnswer {
  readonly outcome: "paid" | "declined"
  /** Major units. */
  readonly amount: number
  readonly currency_code: string
  readonly payment_session_id: string
  readonly decline: {
    readonly code: string | null
    readonly message: string
  } | null
  readonly payment_link: string | null
}
