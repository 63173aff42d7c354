/** A price, with a note where tax is added on top. */
import { h, money } from "./page.js"

export function priceLabel({
  calculated_amount: amount,
  calculated_amount_with_tax: withTax,
  currency_code: currency,
}) {
  const isTaxed = withTax != null && withTax > amount
  return [
    money(amount, currency),
    isTaxed ? h("small", { class: "muted" }, " plus tax") : null,
  ]
}
