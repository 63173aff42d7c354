import { loadCart } from "./cart.js"
import { orderCard, showForeignOrder, showUnknownOrder } from "./order-view.js"
import { findOwnOrder } from "./own-order.js"
import { h, home, linkButton, show, start } from "./page.js"

start(async () => {
  const order = await findOwnOrder()
  if (order === null) {
    showUnknownOrder()
    return
  }
  if (order === "foreign") {
    showForeignOrder()
    return
  }
  // Removes the cart, which has become this order.
  await loadCart()
  showConfirmation(order)
})

function showConfirmation(order) {
  show(
    "Order confirmed",
    h(
      "div",
      { class: "confirmed" },
      h("div", { class: "check", "aria-hidden": "true" }, "✓"),
      h("h1", null, "Thank you, your order is confirmed"),
      h(
        "p",
        { class: "muted" },
        `Order #${order.display_id}. We are sending a confirmation to ${order.email}.`
      ),
      orderCard(order),
      linkButton(home, "Continue shopping"),
      h(
        "p",
        null,
        h(
          "a",
          { href: `${home}/order/${order.id}` },
          "See this order again later"
        )
      )
    )
  )
}
