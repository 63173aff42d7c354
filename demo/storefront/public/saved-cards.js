/** The customer's cards that Stripe remembers; the shop itself keeps none. */
import { h } from "./element.js"
import { remove, request } from "./store-api.js"

const PATH = "stripe-checkout/saved-cards"

export async function listSavedCards() {
  return (await request(PATH)).saved_cards
}

/** A section of the account page; empty for those who saved no card. */
export function savedCardsSection(cards) {
  const section = h("section", { "aria-labelledby": "saved-cards" })
  showCards(section, cards, "")
  return section
}

/** The message gets the keyboard focus, because the button that was pressed is gone. */
function showCards(section, cards, message) {
  const status = h(
    "p",
    { class: "muted", role: "status", tabindex: "-1" },
    message
  )
  section.replaceChildren(
    ...(cards.length > 0 || message !== "" ? [heading()] : []),
    ...(cards.length > 0
      ? [
          h(
            "ul",
            { class: "orders" },
            cards.map((card) => entry(section, cards, card))
          ),
        ]
      : []),
    status
  )
  if (message !== "") status.focus()
}

function heading() {
  return h("h2", { class: "section-title", id: "saved-cards" }, "My cards")
}

function entry(section, cards, card) {
  const name = `${nameOf(card)} ending in ${card.last4}`
  const removeCard = async ({ currentTarget: button }) => {
    button.disabled = true
    try {
      await remove(`${PATH}/${card.id}`)
      const others = cards.filter(({ id }) => id !== card.id)
      showCards(section, others, `The card ${name} was removed.`)
    } catch {
      showCards(section, cards, "The card could not be removed. Try again.")
    }
  }
  const expiry = `${String(card.exp_month).padStart(2, "0")}/${card.exp_year}`
  return h(
    "li",
    null,
    h(
      "div",
      null,
      h("strong", null, name),
      h("span", { class: "muted" }, `valid until ${expiry}`)
    ),
    h(
      "button",
      {
        type: "button",
        class: "second",
        "aria-label": `Remove the card ${name}`,
        click: removeCard,
      },
      "Remove"
    )
  )
}

const NAMES = { amex: "American Express", jcb: "JCB" }

/** Stripe's word for the brand, such as `visa`, as people write it. */
function nameOf({ brand }) {
  return NAMES[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1)
}
