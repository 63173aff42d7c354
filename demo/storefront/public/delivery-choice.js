/** The delivery options. */
import { h, money } from "./page.js"

export function deliveryChoice({ cart, chosen, offers }, choose) {
  return h(
    "fieldset",
    { class: "plain-group" },
    h("legend", null, "Delivery"),
    offers.map(({ amount, id, name }) =>
      h(
        "label",
        { class: "option" },
        h("input", {
          type: "radio",
          name: "delivery",
          value: id,
          checked: id === chosen,
          change: () => void choose(id, name),
        }),
        h("span", null, name),
        h("span", { class: "amount" }, money(amount, cart.currency_code))
      )
    )
  )
}

/** Cheapest first. Options without a price in the cart's currency are for other regions. */
export function offersFor(options) {
  return options
    .filter(({ amount }) => amount != null)
    .toSorted((one, other) => one.amount - other.amount)
}
