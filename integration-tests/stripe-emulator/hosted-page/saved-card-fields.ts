import type Stripe from "stripe"
import type { Html } from "./html"
import { markup } from "./html"

/** The cards that the shopper saved earlier, and the way to enter another one, which is what counts by default. */
export function savedCardFields(
  cards: readonly Stripe.PaymentMethod[]
): Html | null {
  return cards.length === 0
    ? null
    : markup`<fieldset class="saved">
        <legend>Saved cards</legend>
        ${cards.map(choice)}
        <label><input type="radio" name="saved_card" value="" checked /> <span>Another card</span></label>
      </fieldset>`
}

function choice({ card, id }: Stripe.PaymentMethod): Html {
  const { brand = "card", exp_month = 1, exp_year = 0, last4 = "" } = card ?? {}
  const expiry = `${String(exp_month).padStart(2, "0")} / ${String(exp_year).slice(-2)}`
  return markup`<label><input type="radio" name="saved_card" value="${id}" /> <span>${brand} •••• ${last4}, ${expiry}</span></label>`
}

/** Where the merchant asks for it with `payment_method_save`. */
export function saveBox(shopName: string): Html {
  return markup`<p class="save"><label><input type="checkbox" name="save" value="true" /> <span>Save this card for my next purchase at ${shopName}</span></label></p>`
}
