/** E-mail and address, filled in beforehand: this is a demonstration, and nobody likes to type. */
import { h } from "./page.js"

const EXAMPLE = {
  email: "ada@example.com",
  first_name: "Ada",
  last_name: "Sommer",
  address_1: "Lindenallee 12",
  postal_code: "10115",
  city: "Berlin",
}

const FIELDS = [
  ["email", "E-mail", "email", "full"],
  ["first_name", "First name", "given-name", ""],
  ["last_name", "Last name", "family-name", ""],
  ["address_1", "Street and number", "address-line1", "full"],
  ["postal_code", "Postal code", "postal-code", ""],
  ["city", "City", "address-level2", ""],
]

const ADDRESS_FIELDS = FIELDS.map(([name]) => name).filter(
  (name) => name !== "email"
)

export function fillFields(cart, countries) {
  const known = { ...cart.shipping_address, email: cart.email }
  return h(
    "div",
    { class: "fields" },
    FIELDS.map(([name, label, autocomplete, width]) =>
      h(
        "label",
        { class: `field ${width}` },
        h("span", null, label),
        h("input", {
          name,
          autocomplete,
          type: name === "email" ? "email" : "text",
          required: true,
          value: known[name] ?? EXAMPLE[name],
        })
      )
    ),
    h(
      "label",
      { class: "field full" },
      h("span", null, "Country"),
      h(
        "select",
        { name: "country_code", autocomplete: "country" },
        countries.map(({ display_name, iso_2 }) =>
          h(
            "option",
            {
              value: iso_2,
              selected:
                iso_2 === (known.country_code ?? document.body.dataset.country),
            },
            display_name
          )
        )
      )
    )
  )
}

export function addressOf(given) {
  return Object.fromEntries(
    [...ADDRESS_FIELDS, "country_code"].map((name) => [name, given.get(name)])
  )
}
