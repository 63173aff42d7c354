/** The forms to log in and to create an account. */
import { assignCartToCustomer } from "./cart.js"
import { logIn, register } from "./customer.js"
import { h } from "./element.js"
import { areFieldsValid, field } from "./field.js"
import { home, show } from "./page.js"

const EMAIL = {
  name: "email",
  label: "E-mail",
  type: "email",
  width: "full",
  autocomplete: "username",
}

const PASSWORD = {
  name: "password",
  label: "Password",
  type: "password",
  width: "full",
}

export function showLogIn() {
  showForm({
    title: "Log in",
    fields: [EMAIL, { ...PASSWORD, autocomplete: "current-password" }],
    enter: logIn,
    other: ["New here? ", "Create an account", addressOf({ isNew: true })],
  })
}

export function showRegistration() {
  showForm({
    title: "Create an account",
    fields: [
      {
        name: "first_name",
        label: "First name",
        autocomplete: "given-name",
      },
      {
        name: "last_name",
        label: "Last name",
        autocomplete: "family-name",
      },
      EMAIL,
      {
        ...PASSWORD,
        autocomplete: "new-password",
        pattern: ".{8,}",
        advice: "At least eight characters.",
      },
    ],
    enter: register,
    other: ["Already have an account? ", "Log in", addressOf({ isNew: false })],
  })
}

function showForm({ enter, fields, other, title }) {
  const problem = h("p", { class: "problem", role: "alert", hidden: true })
  const submit = h("button", { type: "submit", class: "wide" }, title)
  const send = async (event) => {
    event.preventDefault()
    const form = event.currentTarget
    if (submit.disabled || !areFieldsValid(form)) return
    submit.disabled = true
    problem.hidden = true
    try {
      await enter(Object.fromEntries(new FormData(form)))
      await assignCartToCustomer()
      location.assign(pageAfter())
    } catch (error) {
      problem.textContent = error.message
      problem.hidden = false
      submit.disabled = false
    }
  }
  const [before, label, href] = other
  show(
    title,
    h(
      "div",
      { class: "narrow" },
      h("h1", null, title),
      h(
        "form",
        { class: "card", novalidate: true, submit: send },
        h("div", { class: "fields" }, fields.map(field)),
        problem,
        submit
      ),
      h("p", { class: "muted" }, before, h("a", { href }, label))
    )
  )
}

function requestedPage() {
  return new URLSearchParams(location.search).get("back")
}

/** Only pages of this shop, whatever the address says. */
function pageAfter() {
  return requestedPage() === "checkout" ? `${home}/checkout` : `${home}/account`
}

function addressOf({ isNew }) {
  const query = new URLSearchParams({
    ...(isNew ? { new: "" } : {}),
    ...(requestedPage() === "checkout" ? { back: "checkout" } : {}),
  })
  return `${home}/account?${query}`
}
