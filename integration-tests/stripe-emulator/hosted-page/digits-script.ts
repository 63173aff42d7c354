/** The part of the page's script that formats number, expiry and security code as they are printed on a card. */
export const digitsScript = `
  const digits = (text) => text.replace(/\\D/g, "")
  const brandOf = (number) => brands.find(({ prefix }) => new RegExp(prefix).test(number)) || unknownBrand

  function formatNumber(text) {
    const number = digits(text)
    let from = 0
    return brandOf(number).groups
      .map((size) => number.slice(from, (from += size)))
      .filter(Boolean)
      .join(" ")
  }

  // "2" and "1/" are complete months. "13" is not a month and stays as it is, so that the form shows an error.
  function formatExpiry(text, isDeleting) {
    let expiry = digits(text.replace(/(\\/\\s*)20(\\d\\d)/, "$1$2"))
    if (/^[2-9]|^1$/.test(expiry) && (expiry !== "1" || text.includes("/"))) expiry = "0" + expiry
    expiry = expiry.slice(0, 4)
    if (expiry.length < 2 || (expiry.length === 2 && isDeleting)) return expiry
    return expiry.slice(0, 2) + " / " + expiry.slice(2)
  }

  function keepFormatted(input, format) {
    input.addEventListener("input", ({ inputType = "" }) => {
      const isAtEnd = input.selectionEnd === input.value.length
      const before = digits(input.value.slice(0, input.selectionEnd)).length
      input.value = format(input.value, inputType.startsWith("delete"))
      if (document.activeElement !== input || isAtEnd) return
      const caret = [...input.value].findIndex((_, at) => digits(input.value.slice(0, at)).length === before)
      if (caret >= 0) input.setSelectionRange(caret, caret)
    })
  }

  const number = document.getElementById("number")
  const cvc = document.getElementById("cvc")
  if (number) {
    keepFormatted(number, formatNumber)
    keepFormatted(document.getElementById("expiry"), formatExpiry)
    keepFormatted(cvc, (text) => digits(text).slice(0, cvc.maxLength))
    number.addEventListener("input", () => {
      const brand = brandOf(digits(number.value))
      document.getElementById("number-hint").textContent = brand.name
      cvc.maxLength = brand.name === "" ? 4 : brand.cvcDigits
      cvc.value = cvc.value.slice(0, cvc.maxLength)
    })
  }
`
