/** Lines and totals, the same for a cart and an order. Medusa computes all amounts. */
import { orderMoney } from "./order-money.js"
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

/** The discount is shown without tax, like the amounts it applies to, so that the rows add up to the total. */
export function orderTotals(order) {
  const format = (amount) => money(amount, order.currency_code)
  const { refunded, total } = orderMoney(order)
  const hasDelivery = (order.shipping_methods ?? []).length > 0
  return h(
    "dl",
    { class: "totals" },
    row("Items", format(order.item_subtotal)),
    row(
      "Delivery",
      hasDelivery ? format(order.shipping_subtotal) : "at checkout"
    ),
    order.discount_subtotal > 0
      ? row(discountName(order), format(-order.discount_subtotal))
      : null,
    order.tax_total > 0 ? row(taxName(order), format(order.tax_total)) : null,
    h(
      "div",
      { class: "total" },
      h("dt", null, "Total"),
      h("dd", null, format(total))
    ),
    refunded > 0 ? row("Refunded", format(-refunded)) : null
  )
}

function discountName({ items, shipping_methods: methods }) {
  const codes = [...items, ...(methods ?? [])].flatMap(({ adjustments }) =>
    (adjustments ?? []).map(({ code }) => code)
  )
  return `Discount (${[...new Set(codes)].join(", ")})`
}

function taxName({ items }) {
  const rates = items.flatMap(({ tax_lines: lines }) =>
    (lines ?? []).map(({ rate }) => rate)
  )
  return rates.length > 0 ? `Tax (${rates[0]}%)` : "Tax"
}

function row(name, value) {
  return h("div", null, h("dt", null, name), h("dd", null, value))
}
