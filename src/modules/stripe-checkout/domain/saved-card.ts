/** Whose cards Stripe remembers, and what for; see the option of that name. */
export type SavedCards = "off" | "ask" | "off_session"

/** A card that Stripe remembers for a customer, as its owner may see it. */
export interface SavedCard {
  /** Stripe's PaymentMethod (`pm_...`). */
  readonly id: string
  /** In Stripe's words, such as `visa`. */
  readonly brand: string
  readonly last4: string
  readonly expMonth: number
  readonly expYear: number
  /** In Stripe's words, such as `apple_pay`; null for a card by itself. */
  readonly wallet: string | null
  /** Unix seconds. */
  readonly savedAt: number
}

/** Newest first, each once: a customer may have two records that name the same Stripe customer. */
export function newestFirst(cards: readonly SavedCard[]): SavedCard[] {
  const byId = new Map(cards.map((card) => [card.id, card]))
  return [...byId.values()].sort((a, b) => b.savedAt - a.savedAt)
}
