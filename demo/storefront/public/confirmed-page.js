import { forgetCart } from "./cart.js"
import { orderLines, orderTotals } from "./order-summary.js"
import { h, home, linkButton, money, show, showNotice, start } from "./page.js"
import { ask, StoreError } from "./store-api.js"

const LOOK_AGAIN_MS = 4000

const [, , , id] = location.pathname.split("/")

start(async () => {
  const order = await findOrder()
  if (!order) {
    showNotice(
      "This order is not known",
      "Check the address, or look into the e-mail that confirmed it.",
      linkButton(home, "See all products")
    )
    return
  }
  forgetCart()
  showOrder(order)
})

async function findOrder() {
  try {
    const { order } = await ask(`orders/${id}?fields=+payment_status`)
    return order
  } catch (error) {
    if (error instanceof StoreError && error.status === 404) return null
    throw error
  }
}

function showOrder(order) {
  const status = h(
    "div",
    { class: "status", role: "status" },
    ...statusOf(order)
  )
  show(
    "Order confirmed",
    h(
      "div",
      { class: "confirmed" },
      h("div", { class: "tick", "aria-hidden": "true" }, "✓"),
      h("h1", null, "Thank you, your order is confirmed"),
      h(
        "p",
        { class: "muted" },
        `Order #${order.display_id}. A confirmation goes to ${order.email}.`
      ),
      h(
        "section",
        { class: "card", "aria-label": "Your order" },
        status,
        orderLines(order),
        orderTotals(order),
        h("h2", null, "Delivery to"),
        addressBlock(order.shipping_address)
      ),
      linkButton(home, "Continue shopping")
    )
  )
  setInterval(() => void refresh(status), LOOK_AGAIN_MS)
}

/** The merchant captures and refunds while this page is open. */
async function refresh(status) {
  if (document.hidden) return
  const order = await findOrder().catch(() => null)
  if (!order) return
  const [title, text] = statusOf(order)
  if (status.textContent === title.textContent + text.textContent) return
  status.replaceChildren(title, text)
}

function statusOf(order) {
  const total = money(order.total, order.currency_code)
  const [title, text] = {
    authorized: [
      "Payment approved",
      `${total} are held on your card and will be charged when your order is ready.`,
    ],
    captured: ["Paid", `${total} were charged to your card.`],
    partially_captured: [
      "Partly paid",
      "A part of the amount was charged to your card.",
    ],
    partially_refunded: [
      "Partly refunded",
      "A part of what you paid is on its way back to your card.",
    ],
    refunded: ["Refunded", `${total} are on their way back to your card.`],
    canceled: ["Canceled", "Nothing was charged; the hold was released."],
  }[order.payment_status] ?? ["Order received", "The payment is being checked."]
  return [h("strong", null, title), h("span", null, text)]
}

function addressBlock(address) {
  return h(
    "address",
    null,
    [
      `${address.first_name} ${address.last_name}`,
      address.address_1,
      `${address.postal_code} ${address.city}`,
      address.country_code.toUpperCase(),
    ].flatMap((row) => [row, h("br")])
  )
}
