/**
 * What the plugin's own pages say to shoppers. `{shop}` is the store's name, `{limit}` an
 * amount with its currency.
 */
import type { CheckoutRefusalReason } from "../../../workflows/checkout/refusals"

/** Each has a text of its own. */
export type PageName =
  | CheckoutRefusalReason
  | "paid"
  | "released"
  | "not_paid"
  /** Paid, but the store could not place the order yet. */
  | "held_up"
  | "confirming"
  /** As before, but the page does not continue by itself any more. */
  | "still_confirming"
  | "unknown_payment"
  /** The store itself has failed. */
  | "failed"

export interface PageText {
  readonly title: string
  readonly text: string
}

export interface ShopperTexts {
  readonly backToShop: string
  readonly tryAgain: string
  /** For screen readers, while something turns. */
  readonly waiting: string
  readonly stopReloading: string
  readonly amountTooSmall: string
  readonly amountTooLarge: string
  readonly pages: Readonly<Record<PageName, PageText>>
}
