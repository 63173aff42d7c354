import type { Html } from "../../hosted-page/html"
import { markup } from "../../hosted-page/html"

/** Hidden fields that a form sends to its command. */
export type Given = Readonly<Record<string, string | number>>

export type Choice = { readonly value: string; readonly label: string }

export function button(label: string, command: string, given: Given): Html {
  return form(command, given, markup`<button>${label}</button>`)
}

/** A button with a field for an amount in minor units; empty means the full amount. */
export function amountButton(
  label: string,
  command: string,
  given: Given
): Html {
  return form(
    command,
    given,
    markup`<input name="amount" inputmode="numeric" placeholder="all" aria-label="${label} this many minor units" /><button>${label}</button>`
  )
}

export function form(command: string, given: Given, content: Html): Html {
  const fields = Object.entries(given).map(
    ([name, value]) =>
      markup`<input type="hidden" name="${name}" value="${value}" />`
  )
  return markup`<form method="post" action="/_emulator/${command}">${fields}${content}</form>`
}

export function select(
  name: string,
  label: string,
  choices: readonly Choice[]
): Html {
  return selected(name, label, { choices, value: choices[0]?.value ?? "" })
}

export function selected(
  name: string,
  label: string,
  { choices, value }: { choices: readonly Choice[]; value: string }
): Html {
  const options = choices.map((choice) =>
    choice.value === value
      ? markup`<option value="${choice.value}" selected>${choice.label}</option>`
      : markup`<option value="${choice.value}">${choice.label}</option>`
  )
  return markup`<label>${label} <select name="${name}">${options}</select></label>`
}

export function numberField(name: string, label: string, value: number): Html {
  return markup`<label>${label} <input name="${name}" inputmode="numeric" value="${value}" /></label>`
}

export function status(text: string | null): Html {
  return markup`<span class="status ${text ?? ""}">${(text ?? "").replaceAll("_", " ")}</span>`
}
