/** What an order still has to be paid, and the button for it. */
import { formatterOf } from "./order-money.js"
import { h } from "./page.js"
import { payBalance } from "./pay.js"

/** `show(order)` follows the order: it gets dearer when the merchant adds something, and a payment link may be made for it. */
export function balanceOf() {
  const message = h("p", { class: "problem", role: "alert", hidden: true })
  const element = h("div", { class: "balance", hidden: true })
  let shown = null
  const show = (order) => {
    const open = openCollection(order)
    const label = open ? formatterOf(order)(open.amount) : null
    // The button keeps the focus while nothing has changed.
    if (label === shown) return
    shown = label
    element.hidden = open === null
    if (open === null) return
    element.replaceChildren(
      h("p", null, h("strong", null, `${label} is still to be paid.`)),
      h(
        "button",
        { type: "button", click: () => void pay(open, message) },
        `Pay ${label} with Stripe`
      ),
      message
    )
  }
  return { element, show }
}

/** The merchant's payment link, or the amount that an edit has added. */
function openCollection({ payment_collections: collections, status }) {
  if (status === "canceled") return null
  return (
    (collections ?? []).find(
      ({ amount, payment_sessions: sessions, status: payment }) =>
        payment === "not_paid" &&
        amount > 0 &&
        (sessions ?? []).every(({ status: session }) => session === "pending")
    ) ?? null
  )
}

/** A payment session that exists already is a pay link. */
async function pay({ id, payment_sessions: sessions }, message) {
  const { provider } = document.body.dataset
  const link = (sessions ?? []).find(
    ({ provider_id }) => provider_id === provider
  )
  if (link) {
    location.assign(link.data.url)
    return
  }
  try {
    await payBalance(id)
  } catch (error) {
    message.textContent = `That did not work. ${error.message}`
    message.hidden = false
  }
}
