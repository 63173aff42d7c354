/** The region menu in the header. It is a list of buttons, so that arrow keys alone never leave the page. */
import { loadCart, moveCart } from "./cart.js"
import { h } from "./element.js"
import { addressIn, countryOf } from "./cart-region.js"
import { findRegion, listRegions } from "./store-api.js"

export async function showRegionChooser() {
  const [regions, current] = await Promise.all([listRegions(), findRegion()])
  const message = h("p", { class: "problem", role: "alert", hidden: true })
  const chooser = h(
    "details",
    { class: "regions", keydown: closeOnEscape },
    h(
      "summary",
      null,
      h("span", { class: "hidden" }, "Region: "),
      nameOf(current)
    ),
    h(
      "div",
      { class: "menu" },
      h(
        "ul",
        null,
        regions.map((region) => h("li", null, choice(region, current, message)))
      ),
      message
    )
  )
  document.querySelector("[data-regions]").replaceChildren(chooser)
}

function choice(region, current, message) {
  if (region.id === current.id) {
    return h("span", { "aria-current": "true" }, nameOf(region))
  }
  const choose = async ({ currentTarget: button }) => {
    button.disabled = true
    try {
      const cart = await loadCart()
      if (cart) await moveCart(cart, region, countryOf(region))
      location.assign(addressIn(region))
    } catch (error) {
      message.textContent = `The region could not be changed. ${error.message}`
      message.hidden = false
      button.disabled = false
    }
  }
  return h(
    "button",
    { type: "button", class: "plain", click: choose },
    nameOf(region)
  )
}

function nameOf({ currency_code: currency, name }) {
  return `${name} · ${currency.toUpperCase()}`
}

function closeOnEscape(event) {
  if (event.key !== "Escape") return
  event.currentTarget.open = false
  event.currentTarget.querySelector("summary").focus()
}
