import { cardBrands, unknownBrand } from "./card-brands"
import { digitsScript } from "./digits-script"

/** Runs in the browser. Plain JavaScript, because it is not compiled. */
export const payScript = `
(() => {
  const brands = ${JSON.stringify(cardBrands)}
  const unknownBrand = ${JSON.stringify(unknownBrand)}
  const form = document.querySelector("[data-checkout]")
  const button = form.querySelector(".pay")
  const decline = document.getElementById("decline")
  const status = form.querySelector("[data-status]")
  const fields = [...form.querySelectorAll("input[required]")].map(({ id }) => id)
  const label = button.innerHTML
  let isBusy = false
${digitsScript}
  function showError(field, message) {
    document.getElementById(field + "-error").textContent = message
    document.getElementById(field).setAttribute("aria-invalid", String(message !== ""))
  }

  function showErrors(errors) {
    for (const field of fields) showError(field, errors[field] || "")
    const first = fields.find((field) => field in errors)
    if (first) document.getElementById(first).focus()
  }

  // The error is about the former value.
  form.addEventListener("input", ({ target }) => {
    if (fields.includes(target.id)) showError(target.id, "")
  })

  function setBusy(busy) {
    isBusy = busy
    button.setAttribute("aria-disabled", String(busy))
    if (busy) button.textContent = "Processing…"
    else button.innerHTML = label
    status.textContent = busy ? "Processing your payment" : ""
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    decline.textContent = ""
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
      })
      const result = await response.json()
      if (result.redirectUrl) {
        window.location.assign(result.redirectUrl)
        return
      }
      setBusy(false)
      showErrors(result.errors || {})
      decline.textContent = result.decline || ""
    } catch {
      setBusy(false)
      decline.textContent = "Something went wrong. Check your connection and try again."
    }
  })

  // A page from the browser's history may show a payment that is already finished.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.replace(form.action)
  })

  // Keep the empty box: the browser's broken-image icon would suggest a mistake of the shop.
  for (const picture of document.querySelectorAll(".picture img")) {
    const hide = () => picture.setAttribute("data-broken", "")
    picture.addEventListener("error", hide)
    if (picture.complete && picture.naturalWidth === 0) hide()
  }

  const order = document.querySelector(".order.long")
  if (order && window.matchMedia("(max-width: 900px)").matches) order.open = false

  for (const choice of document.querySelectorAll("[data-card]")) {
    choice.addEventListener("click", () => {
      const { cvcDigits } = brandOf(choice.dataset.card)
      const card = { number: choice.dataset.card, expiry: "12 / 34", cvc: "1234".slice(0, cvcDigits) }
      for (const [id, value] of Object.entries(card)) document.getElementById(id).value = value
      for (const [id, value] of [["email", "shopper@example.com"], ["phone", "+1 201 555 0123"], ["name", "Test Shopper"]]) {
        const input = document.getElementById(id)
        if (input) input.value = input.value || value
      }
      number.dispatchEvent(new Event("input"))
      showErrors({})
      button.focus()
    })
  }
})()
`
