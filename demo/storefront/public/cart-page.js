import { changeQuantity, loadCart } from "./cart.js"
import { showEmptyCart } from "./empty-cart.js"
import { redirectToCartRegion } from "./cart-region.js"
import { orderTotals } from "./order-summary.js"
import { h, home, money, picture, show, showCount, start } from "./page.js"

const announcement = h("p", { class: "hidden", role: "status" })
const problem = h("p", { class: "problem", role: "alert", hidden: true })

start(async () => {
  const cart = await loadCart()
  if (cart) await redirectToCartRegion(cart)
  showCart(cart)
})

function showCart(cart) {
  showCount(cart)
  if (!cart || cart.items.length === 0) {
    showEmptyCart()
    return
  }
  show(
    "Your cart",
    h("h1", null, "Your cart"),
    announcement,
    problem,
    h(
      "div",
      { class: "columns" },
      h(
        "ul",
        { class: "lines editable" },
        cart.items.map((item) => line(cart, item))
      ),
      h(
        "aside",
        { class: "card", "aria-label": "Summary" },
        orderTotals(cart),
        h(
          "a",
          { class: "button wide", href: `${home}/checkout` },
          "Go to checkout"
        )
      )
    )
  )
}

function line(cart, item) {
  const { currency_code: currency } = cart
  const name = `${item.product_title}, ${item.variant_title}`
  const change = async (quantity, said) => {
    problem.hidden = true
    try {
      showCart(await changeQuantity(cart, item.id, quantity))
      announcement.textContent = said
    } catch (error) {
      // Another tab may have changed the cart or paid for it.
      console.error(error)
      problem.textContent = `That did not work. ${error.message}`
      problem.hidden = false
      showCart(await loadCart())
    }
  }
  return h(
    "li",
    null,
    picture(item.thumbnail, 88),
    h(
      "div",
      null,
      h(
        "a",
        {
          class: "line-title",
          href: `${home}/products/${item.product_handle}`,
        },
        item.product_title
      ),
      h("span", { class: "muted" }, item.variant_title),
      h(
        "div",
        { class: "line-actions" },
        h(
          "select",
          {
            "aria-label": `Quantity of ${name}`,
            change: (event) => {
              const quantity = Number(event.currentTarget.value)
              void change(quantity, `${name}: ${quantity}`)
            },
          },
          quantities(item.quantity)
        ),
        h(
          "button",
          {
            type: "button",
            class: "quiet",
            "aria-label": `Remove ${name}`,
            click: () => void change(0, `${name} removed`),
          },
          "Remove"
        )
      )
    ),
    h(
      "span",
      { class: "amount" },
      money(item.unit_price * item.quantity, currency)
    )
  )
}

function quantities(current) {
  const most = Math.max(5, current)
  return Array.from({ length: most }, (_, index) =>
    h("option", { selected: index + 1 === current }, String(index + 1))
  )
}
