/** What every page needs: elements, amounts, messages, and the cart count and region in the header. */
import { countItems, loadCart } from "./cart.js"
import { h } from "./element.js"
import { showRegionChooser } from "./region-chooser.js"

export { h }

const { country, shop } = document.body.dataset
const main = document.getElementById("main")

export const home = `/${country}`

/** In the page's language. The currency decides the number of decimals: yen has none. */
export function money(amount, currency) {
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: "currency",
    currency: currency.toUpperCase(),
  }).format(amount)
}

export function day(moment) {
  return new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: "long",
  }).format(new Date(moment))
}

export function show(title, ...content) {
  document.title = `${title} · ${shop}`
  main.replaceChildren(...content.filter((part) => part != null))
}

export function showNotice(title, text, ...content) {
  show(
    title,
    h(
      "div",
      { class: "notice" },
      h("h1", null, title),
      h("p", null, text),
      ...content
    )
  )
}

export function linkButton(href, label) {
  return h("p", null, h("a", { class: "button", href }, label))
}

export function picture(address, size) {
  // The product's name is shown next to it.
  return h("img", { src: address, alt: "", width: size, height: size })
}

export function showCount(cart) {
  const badge = document.querySelector("[data-cart-count]")
  const count = countItems(cart)
  badge.hidden = count === 0
  badge.textContent = String(count)
  badge.setAttribute("aria-label", count === 1 ? "1 item" : `${count} items`)
}

/** Fills the page, or shows why that failed. A page restored from the browser's history may be outdated, so it is reloaded. */
export function start(fill) {
  const run = async () => {
    try {
      await Promise.all([
        fill(),
        loadCart().then(showCount),
        showRegionChooser(),
      ])
    } catch (error) {
      console.error(error)
      showFailure(error)
    }
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload()
  })
  void run()
}

function showFailure(error) {
  showNotice(
    "This page could not be loaded",
    error instanceof TypeError
      ? "The shop cannot be reached. Is the demo still running?"
      : error.message,
    error.status === 404
      ? linkButton("/", "See all products")
      : linkButton(location.href, "Try again")
  )
}
