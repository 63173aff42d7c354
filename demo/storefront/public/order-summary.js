/** Lines and totals, the same for a cart and for an order. */
import { h, money, picture } from "./page.js"

export function orderLines({ currency_code: currency, items }) {
  return h(
    "ul",
    { class: "lines" },
    items.map((item) =>
      h(
        "li",
        null,
        picture(item.thumbnail, 64),
        h(
          "div",
          null,
          h("span", { class: "line-title" }, item.product_title),
          h(
            "span",
            { class: "muted" },
            `${item.variant_title}, ${item.quantity} × ${money(item.unit_price, currency)}`
          )
        ),
        h(
          "span",
          { class: "amount" },
          money(item.unit_price * item.quantity, currency)
        )
      )
    )
  )
}

export function orderTotals(order) {
  const { currency_code: currency } = order
  const hasDelivery = (order.shipping_methods ?? []).length > 0
  return h(
    "dl",
    { class: "totals" },
    row("Items", money(order.item_total, currency)),
    row(
      "Delivery",
      hasDelivery ? money(order.shipping_total, currency) : "at checkout"
    ),
    h(
      "div",
      { class: "total" },
      h("dt", null, "Total"),
      h("dd", null, money(order.total, currency))
    )
  )
}

function row(name, value) {
  return h("div", null, h("dt", null, name), h("dd", null, value))
}
