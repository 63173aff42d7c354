/** The form between the cart and Stripe's hosted page. */
import { chooseDelivery, loadCart, updateCart } from "./cart.js"
import { contactFields, readContact } from "./contact-fields.js"
import { rememberAddress } from "./customer.js"
import { deliveryChoice } from "./delivery-choice.js"
import { areFieldsValid } from "./field.js"
import { orderLines, orderTotals } from "./order-summary.js"
import { h, money, show } from "./page.js"
import { payWithStripe } from "./pay.js"
import { promotionCode } from "./promotion-code.js"
import { returnReason } from "./return-reason.js"

const FORM = "checkout-form"

export function showCheckout(context) {
  const { customer } = context
  const message = h("p", { class: "problem", role: "alert", hidden: true })
  const status = h("p", { class: "hidden", role: "status" })
  const sums = h("div")
  const total = h("strong")
  const change = changesOf(context.cart, (cart) => {
    sums.replaceChildren(orderTotals(cart))
    total.textContent = money(cart.total, cart.currency_code)
    codes.show(cart)
  })
  const codes = promotionCode(async (work, said) => {
    await change(work)
    status.textContent = said
  })
  // Outside of the form, so that the order and its total come before it on a phone, too.
  const submit = h(
    "button",
    { type: "submit", class: "wide", form: FORM },
    "Pay with Stripe"
  )
  const form = h(
    "form",
    { id: FORM, class: "checkout-form", novalidate: true },
    contactFields(context),
    deliveryChoice(context, (id, name) =>
      attempt(message, async () => {
        await change((cart) => chooseDelivery(cart, id))
        status.textContent = `${name} selected`
      })
    )
  )
  form.addEventListener("change", ({ target }) => {
    // An incomplete form is not saved until the shopper wants to pay.
    if (target.name !== "delivery" && form.checkValidity()) {
      void attempt(message, () => change(keepContact(form)))
    }
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (submit.getAttribute("aria-disabled") === "true") return
    if (areFieldsValid(form)) {
      void pay({ change, customer, form, message, status, submit })
    }
  })
  show(
    "Checkout",
    h("h1", null, "Checkout"),
    banner(),
    h(
      "div",
      { class: "columns checkout" },
      form,
      h(
        "aside",
        { class: "card", "aria-labelledby": "summary" },
        h("h2", { id: "summary" }, "Your order"),
        orderLines(context.cart),
        codes.element,
        sums
      ),
      paymentSection({ message, submit, total })
    ),
    status
  )
  void change((cart) => cart)
  document.querySelector("[data-why]")?.focus()
}

/** One change at a time: Medusa locks a cart while it changes it. */
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
      " on Stripe’s secure payment page, so this shop never sees your card details. The amount is held now and charged when your order is ready."
    ),
    message,
    submit
  )
}

/** Says why the shopper is back. Focused, so that it is read first and visible on small screens. */
function banner() {
  const why = returnReason()
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
  const isRedirecting = await attempt(message, async () => {
    const cart = await change(keepContact(form))
    if (customer?.addresses.length === 0) {
      await rememberAddress(readContact(form).shipping_address)
    }
    await payWithStripe(cart)
  })
  if (!isRedirecting) isBusy(false)
}

/** Shows what went wrong. If the cart no longer exists, the page reloads instead. */
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
