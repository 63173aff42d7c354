/** A price as the region counts: where tax comes on top, that is said. */
import { h, money } from "./page.js"

export function priceInWords({
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
