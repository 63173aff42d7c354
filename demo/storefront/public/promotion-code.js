/** The field for a promotion code, and the codes that have been applied. */
import { addPromotionCode, removePromotionCode } from "./cart.js"
import { h } from "./page.js"
import { StoreError } from "./store-api.js"

/** `change(work)` lets `work` change the cart, and shows the result. */
export function promotionCode(change) {
  const problem = h("p", { class: "problem", role: "alert", hidden: true })
  const input = h("input", {
    name: "code",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    "aria-describedby": "code-problem",
  })
  problem.id = "code-problem"
  const list = h("ul", { class: "codes" })
  const showProblem = (words) => {
    problem.textContent = words
    problem.hidden = words === ""
  }
  const attempt = async (work, said) => {
    showProblem("")
    try {
      await change(work, said)
      input.value = ""
    } catch (error) {
      showProblem(error.message)
    }
    input.focus()
  }
  const form = h(
    "form",
    {
      class: "code-form",
      submit: (event) => {
        event.preventDefault()
        const code = input.value.trim().toUpperCase()
        if (code === "") showProblem("Please enter a code first.")
        else
          void attempt((cart) => apply(cart, code), `${code} has been applied`)
      },
    },
    h("label", { class: "field" }, h("span", null, "Promotion code"), input),
    h("button", { type: "submit", class: "second" }, "Apply")
  )
  const show = (cart) => {
    list.replaceChildren(
      ...codesOf(cart).map((code) =>
        chip(code, () => {
          void attempt(
            (current) => removePromotionCode(current, code),
            `${code} has been removed`
          )
        })
      )
    )
  }
  return {
    element: h("div", { class: "promotion" }, form, problem, list),
    show,
  }
}

function chip(code, leave) {
  return h(
    "li",
    null,
    h("span", null, code),
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-label": `Remove ${code}`,
        click: leave,
      },
      "Remove"
    )
  )
}

/** Medusa rejects unknown codes, and silently ignores codes that do not apply. */
async function apply(cart, code) {
  if (codesOf(cart).includes(code)) {
    throw new StoreError(400, `“${code}” has already been applied.`)
  }
  const changed = await addPromotionCode(cart, code).catch((error) => {
    throw error.status === 400 && /code .* is invalid/.test(error.message)
      ? new StoreError(400, `“${code}” is not a valid code.`)
      : error
  })
  if (!codesOf(changed).includes(code)) {
    throw new StoreError(400, `“${code}” does not apply to this order.`)
  }
  return changed
}

function codesOf({ promotions }) {
  return (promotions ?? [])
    .filter(({ is_automatic: isAutomatic }) => !isAutomatic)
    .map(({ code }) => code)
}
