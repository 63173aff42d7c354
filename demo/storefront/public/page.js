/** What every page needs: elements, money, messages, and the count in the header. */
import { countItems, loadCart } from "./cart.js"

const { country, shop } = document.body.dataset
const main = document.getElementById("main")

export const home = `/${country}`

/** `h("p", { class: "note" }, "Text", child)`. Functions become listeners, null and false are left out. */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (typeof value === "function") element.addEventListener(name, value)
    else if (value === true) element.setAttribute(name, "")
    else if (value !== null && value !== false)
      element.setAttribute(name, value)
  }
  element.append(...children.flat().filter((child) => child != null))
  return element
}

export function money(amount, currency) {
  return new Intl.NumberFormat("en-IE", {
    style: "currency",
    currency: currency.toUpperCase(),
  }).format(amount)
}

export function show(title, ...content) {
  document.title = `${title} · ${shop}`
  main.replaceChildren(...content)
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
  // The name stands beside it.
  return h("img", { src: address, alt: "", width: size, height: size })
}

export function showCount(cart) {
  const badge = document.querySelector("[data-cart-count]")
  const count = countItems(cart)
  badge.hidden = count === 0
  badge.textContent = String(count)
  badge.setAttribute("aria-label", count === 1 ? "1 item" : `${count} items`)
}

/** Fills the page, and says so where that fails. A page out of the browser's history may be out of date, so it is filled anew. */
export function start(fill) {
  const run = async () => {
    try {
      await Promise.all([fill(), loadCart().then(showCount)])
    } catch (error) {
      console.error(error)
      showNotice(
        "This page could not be loaded",
        error instanceof TypeError
          ? "The shop cannot be reached. Is the demo still running?"
          : error.message,
        linkButton(location.href, "Try again")
      )
    }
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload()
  })
  void run()
}
