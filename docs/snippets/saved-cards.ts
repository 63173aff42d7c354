import type Medusa from "@medusajs/js-sdk"

const PATH = "/store/stripe-checkout/saved-cards"

export interface SavedCard {
  id: string
  /** In Stripe's words, such as `visa`. */
  brand: string
  last4: string
  exp_month: number
  exp_year: number
  /** The wallet that holds the card, such as `apple_pay`. */
  wallet: string | null
  saved_at: string
}

/** The signed-in customer's cards, newest first. */
export async function listSavedCards(sdk: Medusa): Promise<SavedCard[]> {
  const { saved_cards } = await sdk.client.fetch<{ saved_cards: SavedCard[] }>(
    PATH
  )
  return saved_cards
}

/** Stripe forgets the card for good. Orders that it paid stay as they are. */
export async function removeSavedCard(sdk: Medusa, id: string): Promise<void> {
  await sdk.client.fetch(`${PATH}/${id}`, { method: "DELETE" })
}
