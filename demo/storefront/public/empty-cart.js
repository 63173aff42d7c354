/** Shown instead of an empty cart. A shopper who has ordered in the meantime gets a link to the order, so that nobody pays twice. */
import { lastOrderLink } from "./cart.js"
import { h, home, linkButton, showNotice } from "./page.js"

export function showEmptyCart(title = "Your cart is empty") {
  const ordered = lastOrderLink()
  showNotice(
    title,
    ordered
      ? "Your last order has been placed, and there is nothing left to pay."
      : "There is nothing in it yet. Browse our products to get started.",
    linkButton(home, "See all products"),
    ordered
      ? h("p", null, h("a", { href: ordered }, "See your last order"))
      : null
  )
}
