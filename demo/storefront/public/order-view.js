/** One order, as the confirmation and the order's own page show it. */
import { deliveryInWords, paymentInWords } from "./order-states.js"
import { orderLines, orderTotals } from "./order-summary.js"
import { loadOrder } from "./own-order.js"
import { h, home, linkButton, showNotice } from "./page.js"

const LOOK_AGAIN_MS = 4000

export function showUnknownOrder() {
  showNotice(
    "This order is not known",
    "Check the address, or look into the e-mail that confirmed it.",
    linkButton(home, "See all products")
  )
}

/** Whoever has paid for somebody else comes here as well. There is an order only where it has been paid. */
export function showForeignOrder() {
  showNotice(
    "This order has been paid",
    "It is shown in the browser that placed it, and to its customer after logging in.",
    linkButton(`${home}/account`, "Log in"),
    h("p", null, h("a", { href: home }, "See all products"))
  )
}

export function orderCard(order) {
  const status = h("div", { class: "status", role: "status" })
  const parcel = h("p", { class: "muted" })
  const tell = (latest) => {
    const [title, text] = paymentInWords(latest)
    setText(parcel, deliveryOf(latest))
    // Said aloud once, and not each time that it is looked up.
    if (status.textContent === title + text) return
    status.replaceChildren(h("strong", null, title), h("span", null, text))
  }
  tell(order)
  setInterval(() => void lookAgain(tell), LOOK_AGAIN_MS)
  return h(
    "section",
    { class: "card", "aria-label": "Your order" },
    status,
    orderLines(order),
    orderTotals(order),
    h(
      "div",
      { class: "addresses" },
      h(
        "div",
        null,
        h("h2", null, "Delivery to"),
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
async function lookAgain(tell) {
  if (document.hidden) return
  const order = await loadOrder().catch(() => null)
  if (order) tell(order)
}

function deliveryOf(order) {
  const [method] = order.shipping_methods ?? []
  return [method?.name, deliveryInWords(order)].filter(Boolean).join(": ")
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
