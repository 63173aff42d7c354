import { addToCart } from "./cart.js"
import {
  h,
  home,
  linkButton,
  picture,
  show,
  showNotice,
  start,
} from "./page.js"
import { priceLabel } from "./price-label.js"
import { request, findRegion } from "./store-api.js"

start(async () => {
  const { id } = await findRegion()
  const handle = location.pathname.split("/").pop()
  const { products } = await request(
    `products?region_id=${id}&country_code=${document.body.dataset.country}&handle=${handle}&fields=*variants.calculated_price,+variants.inventory_quantity,*options`
  )
  const [product] = products
  if (product) {
    showProduct(product)
  } else {
    showNotice(
      "Product not found",
      "It may have been renamed, or it is no longer available.",
      linkButton(home, "See all products")
    )
  }
})

function showProduct(product) {
  const [first] = product.variants
  const price = first.calculated_price
  show(
    product.title,
    h(
      "article",
      { class: "product" },
      h("div", { class: "product-picture" }, picture(product.thumbnail, 600)),
      h(
        "div",
        null,
        h("h1", null, product.title),
        h("p", { class: "muted" }, product.subtitle),
        h("p", { class: "price big" }, ...priceLabel(price)),
        h("p", null, product.description),
        cartForm(product)
      )
    )
  )
}

function cartForm({ options, variants }) {
  const inOrder = variants.toSorted(
    (one, other) => one.variant_rank - other.variant_rank
  )
  const problem = h("p", { class: "problem", role: "alert", hidden: true })
  const submit = h("button", { type: "submit" }, "Add to cart")
  const add = async (event) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    submit.disabled = true
    try {
      await addToCart(given.get("variant"), Number(given.get("quantity")))
      location.assign(`${home}/cart`)
    } catch (error) {
      problem.textContent = error.message
      problem.hidden = false
      submit.disabled = false
    }
  }
  return h(
    "form",
    { submit: add },
    h(
      "fieldset",
      { class: "choices" },
      h("legend", null, options[0].title),
      inOrder.map((variant, index) =>
        h(
          "label",
          null,
          h("input", {
            type: "radio",
            name: "variant",
            value: variant.id,
            checked: index === 0,
          }),
          h("span", null, variant.title)
        )
      )
    ),
    h(
      "div",
      { class: "add" },
      h(
        "label",
        { class: "field quantity" },
        h("span", null, "Quantity"),
        h(
          "select",
          { name: "quantity" },
          [1, 2, 3, 4, 5].map((count) => h("option", null, String(count)))
        )
      ),
      submit
    ),
    problem
  )
}
