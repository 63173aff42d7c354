/** The shopper's e-mail, delivery address and billing address. */
import { addressFields, readAddress } from "./address-fields.js"
import { EXAMPLES } from "./countries.js"
import { h } from "./element.js"
import { field } from "./field.js"
import { home } from "./page.js"

const EXAMPLE_EMAIL = "ada@example.com"

export function contactFields({ cart, countries, customer }) {
  const delivery = knownAddress({ cart, countries, customer })
  const { billing_address: billing } = cart
  const isBilledElsewhere = isElsewhere(billing, cart.shipping_address)
  const other = h(
    "fieldset",
    { class: "plain-group", hidden: !isBilledElsewhere },
    h("legend", { class: "hidden" }, "Billing address"),
    addressFields({
      prefix: "billing_",
      countries,
      known: isBilledElsewhere
        ? billing
        : { country_code: delivery.country_code },
    })
  )
  other.disabled = !isBilledElsewhere
  return h(
    "section",
    null,
    h("h2", null, "Contact and delivery"),
    customer ? null : invitation(),
    h(
      "div",
      { class: "fields" },
      field({
        name: "email",
        label: "E-mail",
        width: "full",
        type: "email",
        autocomplete: "email",
        value: cart.email ?? customer?.email ?? EXAMPLE_EMAIL,
      })
    ),
    addressFields({ prefix: "", countries, known: delivery }),
    h(
      "label",
      { class: "tick-box" },
      h("input", {
        type: "checkbox",
        name: "same_billing",
        checked: !isBilledElsewhere,
        change: ({ currentTarget: { checked } }) => {
          other.hidden = checked
          other.disabled = checked
        },
      }),
      h("span", null, "Use the same address for billing")
    ),
    other
  )
}

function invitation() {
  return h(
    "p",
    { class: "muted" },
    "You don’t need an account. ",
    h("a", { href: `${home}/account?back=checkout` }, "Log in"),
    " if you have one."
  )
}

/** The cart's address, or the account's, or the example. */
function knownAddress({ cart, countries, customer }) {
  const { shipping_address: given } = cart
  if (given?.address_1) return given
  const delivers = ({ country_code: code }) =>
    countries.some(({ iso_2 }) => iso_2 === code)
  const own = (customer?.addresses ?? []).find(delivers)
  if (own) return own
  const example =
    EXAMPLES[given?.country_code ?? document.body.dataset.country] ?? {}
  return customer
    ? {
        ...example,
        first_name: customer.first_name ?? "",
        last_name: customer.last_name ?? "",
      }
    : example
}

const COMPARED = [
  "first_name",
  "last_name",
  "address_1",
  "postal_code",
  "city",
  "country_code",
]

function isElsewhere(billing, delivery) {
  return (
    Boolean(billing?.address_1) &&
    COMPARED.some((name) => billing[name] !== delivery?.[name])
  )
}

/** The changes to the cart. */
export function readContact(form) {
  const given = new FormData(form)
  const delivery = readAddress(given, "")
  return {
    email: given.get("email").trim(),
    shipping_address: delivery,
    billing_address: given.has("same_billing")
      ? delivery
      : readAddress(given, "billing_"),
  }
}
