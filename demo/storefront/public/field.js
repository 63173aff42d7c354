/** A labeled input with room for what is wrong with it. */
import { h } from "./element.js"

export function field({ advice, label, width = "", ...input }) {
  return framed({
    label,
    width,
    name: input.name,
    control: h("input", {
      type: "text",
      required: true,
      ...input,
      "data-advice": advice,
    }),
  })
}

export function choiceField({ choices, label, width = "", ...select }) {
  return framed({
    label,
    width,
    name: select.name,
    control: h("select", select, choices),
  })
}

function framed({ control, label, name, width }) {
  const problemId = `problem-${name}`
  control.setAttribute("aria-describedby", problemId)
  control.addEventListener("input", () => tell(control, ""))
  return h(
    "div",
    { class: `field ${width}` },
    h("label", null, h("span", null, label), control),
    h("p", { class: "field-problem", id: problemId, hidden: true })
  )
}

/** Says at each field what is wrong with it, and leads to the first. Nothing is wrong with fields that are switched off. */
export function areFieldsRight(form) {
  const wrong = [...form.elements].filter(
    (control) => control.willValidate && !control.validity.valid
  )
  for (const control of wrong) tell(control, problemOf(control))
  wrong[0]?.focus()
  return wrong.length === 0
}

function problemOf({ dataset, validity }) {
  if (validity.valueMissing) return "Please fill in this field."
  if (validity.typeMismatch) return "This is not an e-mail address."
  return dataset.advice ?? "Please check this field."
}

function tell(control, problem) {
  const place = document.getElementById(`problem-${control.name}`)
  if (!place) return
  place.textContent = problem
  place.hidden = problem === ""
  if (problem === "") control.removeAttribute("aria-invalid")
  else control.setAttribute("aria-invalid", "true")
}
