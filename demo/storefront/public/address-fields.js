/** One address: for delivery or for billing. The prefix tells the two apart. */
import { POSTAL_CODES } from "./countries.js"
import { h } from "./element.js"
import { choiceField, field } from "./field.js"

const PARTS = [
  ["first_name", "First name", "given-name", ""],
  ["last_name", "Last name", "family-name", ""],
  ["address_1", "Street and number", "address-line1", "full"],
  ["postal_code", "Postal code", "postal-code", ""],
  ["city", "City", "address-level2", ""],
]

export function addressFields({ countries, known, prefix }) {
  const element = h(
    "div",
    { class: "fields" },
    PARTS.map(([name, label, autocomplete, width]) =>
      field({
        name: `${prefix}${name}`,
        label,
        width,
        autocomplete: `${kind(prefix)} ${autocomplete}`,
        value: known[name] ?? "",
      })
    ),
    choiceField({
      name: `${prefix}country_code`,
      label: "Country",
      width: "full",
      autocomplete: `${kind(prefix)} country`,
      choices: countries.map(({ display_name, iso_2 }) =>
        h(
          "option",
          { value: iso_2, selected: iso_2 === known.country_code },
          display_name
        )
      ),
    }),
    field({
      name: `${prefix}phone`,
      label: "Phone (optional)",
      width: "full",
      type: "tel",
      required: false,
      pattern: "[+\\d][\\d\\s\\-\\/().]{3,}",
      advice: "Enter digits only, such as +49 30 123456.",
      autocomplete: `${kind(prefix)} tel`,
      value: known.phone ?? "",
    })
  )
  validatePostalCode(element, prefix)
  return element
}

/** Each country has its own postal code format. */
function validatePostalCode(element, prefix) {
  const country = element.querySelector(`[name="${prefix}country_code"]`)
  const code = element.querySelector(`[name="${prefix}postal_code"]`)
  const update = () => {
    const { advice, pattern } = POSTAL_CODES[country.value] ?? {}
    code.pattern = pattern ?? ".*"
    code.dataset.advice = advice ?? ""
  }
  country.addEventListener("change", update)
  update()
}

function kind(prefix) {
  return prefix === "billing_" ? "billing" : "shipping"
}

export function readAddress(given, prefix) {
  const names = [...PARTS.map(([name]) => name), "country_code", "phone"]
  return Object.fromEntries(
    names.map((name) => [name, given.get(`${prefix}${name}`).trim()])
  )
}
