import { chooseDelivery, loadCart, updateCart } from "./cart.js"
import { addressOf, fillFields } from "./checkout-fields.js"
import { orderLines, orderTotals } from "./order-summary.js"
import { h, home, linkButton, money, show, showNotice, start } from "./page.js"
import { payWithStripe } from "./pay.js"
import { whyBack } from "./reasons.js"
import { ask, findRegion } from "./store-api.js"

start(async () => {
  const cart = await loadCart()
  if (!cart || cart.items.length === 0) {
    const why = whyBack()
    showNotice(
      why?.title ?? "Your cart is empty",
      why
        ? "There is nothing left to pay here."
        : "Put something into it first.",
      linkButton(home, "See all products")
    )
    return
  }
  const [region, { shipping_options: options }] = await Promise.all([
    findRegion(),
    ask(`shipping-options?cart_id=${cart.id}`),
  ])
  const chosen = cart.shipping_methods?.[0]?.shipping_option_id ?? options[0].id
  const ready =
    cart.shipping_methods?.length > 0
      ? cart
      : await chooseDelivery(cart, chosen)
  showCheckout({ cart: ready, options, chosen, countries: region.countries })
})

function showCheckout({ cart, options, chosen, countries }) {
  const message = h("p", { class: "problem", role: "alert", hidden: true })
  const status = h("p", { class: "hidden", role: "status" })
  const summary = h("div", null, orderTotals(cart))
  const submit = h(
    "button",
    { type: "submit", class: "wide" },
    "Pay with Stripe"
  )
  const form = h(
    "form",
    { class: "checkout-form" },
    h(
      "section",
      null,
      h("h2", null, "Contact and delivery"),
      fillFields(cart, countries)
    ),
    h(
      "fieldset",
      { class: "deliveries" },
      h("legend", null, "Delivery"),
      options.map((option) =>
        h(
          "label",
          { class: "option" },
          h("input", {
            type: "radio",
            name: "delivery",
            value: option.id,
            checked: option.id === chosen,
            change: async () => {
              const changed = await chooseDelivery(cart, option.id)
              summary.replaceChildren(orderTotals(changed))
            },
          }),
          h("span", null, option.name),
          h(
            "span",
            { class: "amount" },
            money(option.amount, cart.currency_code)
          )
        )
      )
    ),
    h(
      "section",
      { class: "payment" },
      h("h2", null, "Payment"),
      h(
        "p",
        { class: "muted" },
        "You pay on Stripe’s own page, so your card never reaches this shop. The amount is held now and charged when your order is ready."
      ),
      message,
      submit,
      status
    )
  )
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (submit.getAttribute("aria-disabled") !== "true") {
      void pay({ cart, form, message, status, submit })
    }
  })
  show(
    "Checkout",
    h("h1", null, "Checkout"),
    ...banner(),
    h(
      "div",
      { class: "columns" },
      form,
      h(
        "aside",
        { class: "card", "aria-labelledby": "summary" },
        h("h2", { id: "summary" }, "Your order"),
        orderLines(cart),
        summary
      )
    )
  )
  document.querySelector("[data-why]")?.focus()
}

/** Says why the shopper is here again. Focused, so that it is read first and seen on small screens. */
function banner() {
  const why = whyBack()
  return why
    ? [
        h(
          "div",
          { class: "banner", role: "alert", tabindex: "-1", "data-why": true },
          h("strong", null, why.title),
          h("span", null, why.text)
        ),
      ]
    : []
}

async function pay({ cart, form, message, status, submit }) {
  const isBusy = (busy) => {
    submit.setAttribute("aria-disabled", String(busy))
    submit.textContent = busy ? "Taking you to Stripe…" : "Pay with Stripe"
    status.textContent = busy ? "Taking you to Stripe" : ""
  }
  isBusy(true)
  message.hidden = true
  try {
    const given = new FormData(form)
    const address = addressOf(given)
    const updated = await updateCart(cart, {
      email: given.get("email"),
      shipping_address: address,
      billing_address: address,
    })
    await payWithStripe(updated)
  } catch (error) {
    console.error(error)
    message.textContent = `The payment could not be started. ${error.message}`
    message.hidden = false
    isBusy(false)
  }
}
