/** Runs in the browser. Plain JavaScript, because nothing compiles it. */
export const script = `
(() => {
  const form = document.querySelector("[data-checkout]")
  const button = form.querySelector(".pay")
  const decline = document.getElementById("decline")
  const status = form.querySelector("[data-status]")
  const fields = ["email", "number", "expiry", "cvc", "name"]
  const label = button.textContent
  let isBusy = false

  const digits = (text) => text.replace(/\\D/g, "")
  const formatNumber = (text) => {
    const number = digits(text).slice(0, 19)
    return /^3[47]/.test(number)
      ? [number.slice(0, 4), number.slice(4, 10), number.slice(10, 15)].filter(Boolean).join(" ")
      : (number.match(/.{1,4}/g) || []).join(" ")
  }
  const formatExpiry = (text) => {
    let expiry = digits(text).slice(0, 4)
    if (/^[2-9]/.test(expiry)) expiry = ("0" + expiry).slice(0, 4)
    return expiry.length > 2 ? expiry.slice(0, 2) + " / " + expiry.slice(2) : expiry
  }

  function keepFormatted(id, format) {
    const input = document.getElementById(id)
    input.addEventListener("input", () => {
      const fromEnd = input.value.length - input.selectionEnd
      input.value = format(input.value)
      const caret = Math.max(0, input.value.length - fromEnd)
      input.setSelectionRange(caret, caret)
    })
  }
  keepFormatted("number", formatNumber)
  keepFormatted("expiry", formatExpiry)
  keepFormatted("cvc", (text) => digits(text).slice(0, 4))

  function showErrors(errors) {
    for (const field of fields) {
      document.getElementById(field + "-error").textContent = errors[field] || ""
      document.getElementById(field).setAttribute("aria-invalid", String(field in errors))
    }
    const first = fields.find((field) => field in errors)
    if (first) document.getElementById(first).focus()
  }

  function setBusy(busy) {
    isBusy = busy
    button.setAttribute("aria-disabled", String(busy))
    button.textContent = busy ? "Processing…" : label
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
      showErrors(result.errors || {})
      decline.textContent = result.decline || ""
    } catch {
      decline.textContent = "Something went wrong. Check your connection and try again."
    }
    setBusy(false)
  })

  // A page from the browser's history may be about a payment that is over.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload()
  })

  for (const choice of document.querySelectorAll("[data-card]")) {
    choice.addEventListener("click", () => {
      const values = { number: formatNumber(choice.dataset.card), expiry: "12 / 34", cvc: "123" }
      for (const [id, value] of Object.entries(values)) document.getElementById(id).value = value
      for (const [id, value] of [["email", "shopper@example.com"], ["name", "Test Shopper"]]) {
        const input = document.getElementById(id)
        input.value = input.value || value
      }
      showErrors({})
      button.focus()
    })
  }
})()
`
