/** A labeled input with room for an error message. */
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
  control.addEventListener("input", () => showProblem(control, ""))
  return h(
    "div",
    { class: `field ${width}` },
    h("label", null, h("span", null, label), control),
    h("p", { class: "field-problem", id: problemId, hidden: true })
  )
}

/** Shows an error at each invalid field and focuses the first. Disabled fields are always valid. */
export function areFieldsValid(form) {
  const invalid = [...form.elements].filter(
    (control) => control.willValidate && !control.validity.valid
  )
  for (const control of invalid) showProblem(control, problemOf(control))
  invalid[0]?.focus()
  return invalid.length === 0
}

function problemOf({ dataset, validity }) {
  if (validity.valueMissing) return "Please fill in this field."
  if (validity.typeMismatch) return "This is not an e-mail address."
  return dataset.advice ?? "Please check this field."
}

function showProblem(control, problem) {
  const place = document.getElementById(`problem-${control.name}`)
  if (!place) return
  place.textContent = problem
  place.hidden = problem === ""
  if (problem === "") control.removeAttribute("aria-invalid")
  else control.setAttribute("aria-invalid", "true")
}
