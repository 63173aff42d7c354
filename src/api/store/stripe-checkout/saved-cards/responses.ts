export interface SavedCardView {
  /** Stripe's PaymentMethod (`pm_...`). */
  readonly id: string
  /** In Stripe's words, such as `visa`. */
  readonly brand: string
  readonly last4: string
  readonly exp_month: number
  readonly exp_year: number
  /** The wallet that holds it, such as `apple_pay`; null for a card by itself. */
  readonly wallet: string | null
  /** An ISO date. */
  readonly saved_at: string
}

export interface SavedCardsAnswer {
  /** Newest first. */
  readonly saved_cards: SavedCardView[]
}

export interface SavedCardRemoved {
  readonly id: string
  readonly object: "saved_card"
  readonly deleted: true
}
