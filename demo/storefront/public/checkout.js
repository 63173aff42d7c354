/** The form that leads from a cart to Stripe's page. */
import { chooseDelivery, loadCart, updateCart } from "./cart.js"
import { contactFields, readContact } from "./contact-fields.js"
import { rememberAddress } from "./customer.js"
import { deliveryChoice } from "./delivery-choice.js"
import { areFieldsRight } from "./field.js"
import { orderLines, orderTotals } from "./order-summary.js"
import { h, money, show } from "./page.js"
import { payWithStripe } from "./pay.js"
import { promotionCode } from "./promotion-code.js"
import { whyBack } from "./reasons.js"

export function showCheckout(situation) {
  const { customer } = situation
  const message = h("p", { class: "problem", role: "alert", hidden: true })
  const status = h("p", { class: "hidden", role: "status" })
  const sums = h("div")
  // On a phone the summary is far below the button.
  const total = h("strong")
  const change = changesOf(situation.cart, (cart) => {
    sums.replaceChildren(orderTotals(cart))
    total.textContent = money(cart.total, cart.currency_code)
    codes.show(cart)
  })
  const codes = promotionCode(async (work, said) => {
    await change(work)
    status.textContent = said
  })
  const submit = h(
    "button",
    { type: "submit", class: "wide" },
    "Pay with Stripe"
  )
  const form = h(
    "form",
    { class: "checkout-form", novalidate: true },
    contactFields(situation),
    deliveryChoice(situation, (id, name) =>
      attempt(message, async () => {
        await change((cart) => chooseDelivery(cart, id))
        status.textContent = `${name} has been chosen`
      })
    ),
    paymentSection({ message, submit, total })
  )
  form.addEventListener("change", ({ target }) => {
    // What is half filled in waits until the shopper wants to pay.
    if (target.name !== "delivery" && form.checkValidity()) {
      void attempt(message, () => change(keepContact(form)))
    }
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (submit.getAttribute("aria-disabled") === "true") return
    if (areFieldsRight(form)) {
      void pay({ change, customer, form, message, status, submit })
    }
  })
  show(
    "Checkout",
    h("h1", null, "Checkout"),
    banner(),
    h(
      "div",
      { class: "columns" },
      form,
      h(
        "aside",
        { class: "card", "aria-labelledby": "summary" },
        h("h2", { id: "summary" }, "Your order"),
        orderLines(situation.cart),
        codes.element,
        sums
      )
    ),
    status
  )
  void change((cart) => cart)
  document.querySelector("[data-why]")?.focus()
}

/** One change after the other: Medusa locks a cart while it changes it. */
function changesOf(cart, changed) {
  let latest = Promise.resolve(cart)
  return (work) => {
    const next = latest.then(async (before) => {
      const after = await work(before)
      changed(after)
      return after
    })
    const before = latest
    latest = next.catch(() => before)
    return next
  }
}

function keepContact(form) {
  return (cart) => updateCart(cart, readContact(form))
}

function paymentSection({ message, submit, total }) {
  return h(
    "section",
    { class: "payment" },
    h("h2", null, "Payment"),
    h(
      "p",
      { class: "muted" },
      "You pay ",
      total,
      " on Stripe’s own page, so your card never reaches this shop. The amount is held now and charged when your order is ready."
    ),
    message,
    submit
  )
}

/** Says why the shopper is here again. Focused, so that it is read first and seen on small screens. */
function banner() {
  const why = whyBack()
  return why
    ? h(
        "div",
        { class: "banner", role: "alert", tabindex: "-1", "data-why": true },
        h("strong", null, why.title),
        h("span", null, why.text)
      )
    : null
}

async function pay({ change, customer, form, message, status, submit }) {
  const isBusy = (busy) => {
    submit.setAttribute("aria-disabled", String(busy))
    submit.textContent = busy ? "Taking you to Stripe…" : "Pay with Stripe"
    status.textContent = busy ? "Taking you to Stripe" : ""
  }
  isBusy(true)
  const isUnderWay = await attempt(message, async () => {
    const cart = await change(keepContact(form))
    if (customer?.addresses.length === 0) {
      await rememberAddress(readContact(form).shipping_address)
    }
    await payWithStripe(cart)
  })
  if (!isUnderWay) isBusy(false)
}

/** Says what went wrong, unless the cart has gone meanwhile: then the page has to be another one. */
async function attempt(message, work) {
  message.hidden = true
  try {
    await work()
    return true
  } catch (error) {
    console.error(error)
    const isGone = await loadCart().then(
      (cart) => cart === null,
      () => false
    )
    if (isGone) location.reload()
    message.textContent = `That did not work. ${error.message}`
    message.hidden = false
    return false
  }
}
