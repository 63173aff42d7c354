import { orderCard, showForeignOrder, showUnknownOrder } from "./order-view.js"
import { findOwnOrder } from "./own-order.js"
import { day, h, home, show, start } from "./page.js"

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
  const title = `Order #${order.display_id}`
  show(
    title,
    h(
      "div",
      { class: "order" },
      h("h1", null, title),
      h(
        "p",
        { class: "muted" },
        `Placed on ${day(order.created_at)} by ${order.email}.`
      ),
      orderCard(order),
      h("p", null, h("a", { href: `${home}/account` }, "My orders"))
    )
  )
})
