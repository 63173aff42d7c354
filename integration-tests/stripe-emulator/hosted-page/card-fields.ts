import { brandOf, groupDigits, unknownBrand } from "./card-brands"
import type { Attempt } from "./card-form"
import { errorText, fieldLine, labelledInput } from "./form-field"
import type { Html } from "./html"
import { markup } from "./html"

/** Number, expiry and security code in one box, with the name below it. */
export function cardFields(attempt: Attempt): Html {
  return markup`<fieldset>
      <legend>Card information</legend>
      <div class="card">
        <div class="number">${numberField(attempt)}</div>
        <div class="expiry">${expiryField(attempt)}</div>
        <div class="cvc">${cvcField(attempt)}</div>
      </div>
      ${errorText("number", attempt)}${errorText("expiry", attempt)}${errorText("cvc", attempt)}
    </fieldset>
    ${fieldLine(
      {
        id: "name",
        label: markup`Cardholder name`,
        value: attempt.form.name ?? "",
        attributes: markup`autocomplete="cc-name" placeholder="Full name on card"`,
      },
      attempt
    )}`
}

function numberField(attempt: Attempt): Html {
  const number = attempt.form.number ?? ""
  return markup`${labelledInput(
    {
      id: "number",
      label: markup`Card number`,
      value: groupDigits(number),
      attributes: markup`autocomplete="cc-number" inputmode="numeric" placeholder="1234 1234 1234 1234"`,
      hint: "number-hint",
    },
    attempt
  )}<span class="brand" id="number-hint">${brandOf(number).name}</span>`
}

function expiryField(attempt: Attempt): Html {
  return labelledInput(
    {
      id: "expiry",
      label: markup`Expiration, month and year`,
      value: attempt.form.expiry ?? "",
      attributes: markup`autocomplete="cc-exp" inputmode="numeric" placeholder="MM / YY" maxlength="9"`,
    },
    attempt
  )
}

/** Never prefilled, because a security code must not be stored. */
function cvcField(attempt: Attempt): Html {
  const { cvcDigits } = brandOf(attempt.form.number ?? "")
  const most = attempt.form.number ? cvcDigits : unknownBrand.cvcDigits + 1
  return labelledInput(
    {
      id: "cvc",
      label: markup`Security code`,
      value: "",
      attributes: markup`autocomplete="cc-csc" inputmode="numeric" placeholder="CVC" maxlength="${most}"`,
    },
    attempt
  )
}
