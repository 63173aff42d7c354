import { showLogIn, showRegistration } from "./account-forms.js"
import { clearStorage } from "./cart.js"
import { listOrders, loadCustomer } from "./customer.js"
import { formatterOf, orderMoney } from "./order-money.js"
import { paymentStatus } from "./order-states.js"
import { day, h, home, show, start } from "./page.js"
import { listSavedCards, savedCardsSection } from "./saved-cards.js"
import { forgetToken } from "./token.js"

start(async () => {
  const customer = await loadCustomer()
  if (customer) {
    // Stripe may be down, and the orders are there all the same.
    const cards = listSavedCards().catch(() => [])
    showAccount(customer, await listOrders(), await cards)
  } else if (new URLSearchParams(location.search).has("new")) {
    showRegistration()
  } else {
    showLogIn()
  }
})

function showAccount(customer, orders, cards) {
  show(
    "Your account",
    h(
      "div",
      { class: "account-head" },
      h("h1", null, `Hello ${customer.first_name ?? customer.email}`),
      h("button", { type: "button", class: "second", click: leave }, "Log out")
    ),
    h("p", { class: "muted" }, `You are logged in as ${customer.email}.`),
    h("h2", { class: "section-title" }, "My orders"),
    orders.length > 0
      ? h("ul", { class: "orders" }, orders.map(entry))
      : h(
          "p",
          { class: "muted" },
          "You have no orders yet. They will be listed here."
        ),
    savedCardsSection(cards)
  )
}

function entry(order) {
  const [state] = paymentStatus(order)
  return h(
    "li",
    null,
    h(
      "a",
      { href: `${home}/order/${order.id}` },
      h("strong", null, `Order #${order.display_id}`),
      h("span", { class: "muted" }, `${day(order.created_at)}, ${state}`)
    ),
    h("span", { class: "amount" }, formatterOf(order)(orderMoney(order).total))
  )
}

/** The cart is removed as well, because it contains the customer's address. */
function leave() {
  forgetToken()
  clearStorage()
  location.assign(home)
}
