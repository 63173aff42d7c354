import { h, home, picture, show, start } from "./page.js"
import { priceLabel } from "./price-label.js"
import { request, findRegion } from "./store-api.js"

const { country } = document.body.dataset

start(async () => {
  const { id } = await findRegion()
  const { products } = await request(
    `products?region_id=${id}&country_code=${country}&order=created_at&fields=handle,title,subtitle,thumbnail,*variants.calculated_price`
  )
  show(
    "All products",
    h(
      "div",
      { class: "hero" },
      h("h1", null, "Things that last"),
      h(
        "p",
        null,
        "A few good things for the home and the coast, made by people who know their craft."
      )
    ),
    h("ul", { class: "products" }, products.map(card))
  )
})

function card({ handle, subtitle, thumbnail, title, variants }) {
  const [{ calculated_price: price }] = variants
  return h(
    "li",
    null,
    h(
      "a",
      { href: `${home}/products/${handle}` },
      picture(thumbnail, 600),
      h("span", { class: "product-title" }, title),
      h("span", { class: "muted" }, subtitle),
      h("span", { class: "price" }, ...priceLabel(price))
    )
  )
}
