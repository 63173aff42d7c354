/** What stands where a cart would stand. Who has ordered meanwhile is led to the order, so that nobody pays twice. */
import { orderedLink } from "./cart.js"
import { h, home, linkButton, showNotice } from "./page.js"

export function showEmptyCart(title = "Your cart is empty") {
  const ordered = orderedLink()
  showNotice(
    title,
    ordered
      ? "What you last paid for has been ordered, and there is nothing left to pay here."
      : "Nothing in it yet. There are six good things to choose from.",
    linkButton(home, "See all products"),
    ordered
      ? h("p", null, h("a", { href: ordered }, "See your last order"))
      : null
  )
}
