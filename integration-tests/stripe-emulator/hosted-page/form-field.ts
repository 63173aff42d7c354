import type { Attempt, FieldName } from "./card-form"
import type { Html } from "./html"
import { markup } from "./html"

export type Field = {
  id: FieldName
  label: Html
  value: string
  /** Attributes of this field only. */
  attributes: Html
  /** Id of an element that describes the field. */
  hint?: string
}

/** A labelled field with its error below. */
export function fieldLine(field: Field, attempt: Attempt): Html {
  return markup`<div class="field">
    ${labelledInput(field, attempt)} ${errorText(field.id, attempt)}
  </div>`
}

export function labelledInput(
  { attributes, hint = "", id, label, value }: Field,
  { errors }: Attempt
): Html {
  const isInvalid = errors[id] !== undefined
  // Without JavaScript, only this moves the focus to the first field with an error.
  const focus = Object.keys(errors)[0] === id ? "autofocus" : ""
  return markup`<label for="${id}">${label}</label>
    <input id="${id}" name="${id}" value="${value}" required ${focus} ${attributes}
      aria-describedby="${`${hint} ${id}-error`.trim()}" aria-invalid="${String(isInvalid)}" />`
}

export function errorText(id: FieldName, { errors }: Attempt): Html {
  return markup`<p class="error" id="${id}-error">${errors[id] ?? ""}</p>`
}
