/** The field for a code, and the codes that count already. */
import { addPromotionCode, removePromotionCode } from "./cart.js"
import { h } from "./page.js"
import { StoreError } from "./store-api.js"

/** `change(work)` lets the work make another cart of the cart, and shows it. */
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
  const tell = (words) => {
    problem.textContent = words
    problem.hidden = words === ""
  }
  const attempt = async (work, said) => {
    tell("")
    try {
      await change(work, said)
      input.value = ""
    } catch (error) {
      tell(error.message)
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
        if (code === "") tell("Please type in a code first.")
        else
          void attempt(
            (cart) => apply(cart, code),
            `${code} has been taken into account`
          )
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

/** Medusa refuses what it does not know, and silently leaves out what does not fit. */
async function apply(cart, code) {
  if (codesOf(cart).includes(code)) {
    throw new StoreError(400, `“${code}” counts already.`)
  }
  const changed = await addPromotionCode(cart, code).catch((error) => {
    throw error.status === 400 && /code .* is invalid/.test(error.message)
      ? new StoreError(400, `“${code}” is none of our codes.`)
      : error
  })
  if (!codesOf(changed).includes(code)) {
    throw new StoreError(400, `“${code}” does not fit this order.`)
  }
  return changed
}

function codesOf({ promotions }) {
  return (promotions ?? [])
    .filter(({ is_automatic: isAutomatic }) => !isAutomatic)
    .map(({ code }) => code)
}
