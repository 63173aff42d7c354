/** One order, as shown on the confirmation page and on the order page. */
import { balanceOf } from "./order-balance.js"
import { deliveryStatus, paymentStatus } from "./order-states.js"
import { orderLines, orderTotals } from "./order-summary.js"
import { loadOrder } from "./own-order.js"
import { h, home, linkButton, showNotice } from "./page.js"

const REFRESH_INTERVAL_MS = 4000

export function showUnknownOrder() {
  showNotice(
    "Order not found",
    "Check the address, or use the link in your order confirmation.",
    linkButton(home, "See all products")
  )
}

/** Also shown to somebody who paid for another person. An order exists only once it has been paid. */
export function showForeignOrder() {
  showNotice(
    "This order has been paid",
    "You can see it in the browser that placed it, or after logging in to your account.",
    linkButton(`${home}/account`, "Log in"),
    h("p", null, h("a", { href: home }, "See all products"))
  )
}

export function orderCard(order) {
  const status = h("div", { class: "status", role: "status" })
  const parcel = h("p", { class: "muted" })
  const content = h("div")
  const balance = balanceOf()
  const update = (latest) => {
    const [title, text] = paymentStatus(latest)
    setText(parcel, deliveryOf(latest))
    content.replaceChildren(orderLines(latest), orderTotals(latest))
    balance.show(latest)
    // Announced by screen readers once, not on every refresh.
    if (status.textContent === title + text) return
    status.replaceChildren(h("strong", null, title), h("span", null, text))
  }
  update(order)
  setInterval(() => void refresh(update), REFRESH_INTERVAL_MS)
  return h(
    "section",
    { class: "card", "aria-label": "Your order" },
    status,
    balance.element,
    content,
    h(
      "div",
      { class: "addresses" },
      h(
        "div",
        null,
        h("h2", null, "Deliver to"),
        addressBlock(order.shipping_address),
        parcel
      ),
      h(
        "div",
        null,
        h("h2", null, "Bill to"),
        addressBlock(order.billing_address ?? order.shipping_address)
      )
    )
  )
}

/** The merchant captures, sends and refunds while this page is open. */
async function refresh(update) {
  if (document.hidden) return
  const order = await loadOrder().catch(() => null)
  if (order) update(order)
}

function deliveryOf(order) {
  const [method] = order.shipping_methods ?? []
  return [method?.name, deliveryStatus(order)].filter(Boolean).join(": ")
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text
}

function addressBlock(address) {
  return h(
    "address",
    null,
    [
      `${address.first_name} ${address.last_name}`,
      address.address_1,
      `${address.postal_code} ${address.city}`,
      countryName(address.country_code),
      address.phone,
    ]
      .filter(Boolean)
      .flatMap((row) => [row, h("br")])
  )
}

function countryName(code) {
  const names = new Intl.DisplayNames(document.documentElement.lang, {
    type: "region",
  })
  return names.of(code.toUpperCase())
}
