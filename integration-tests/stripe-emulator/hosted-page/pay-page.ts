import type { CheckoutSessionRecord } from "../state/account"
import { formatAmount } from "../money/currency"
import { testCards } from "../payment/test-cards"
import type { CardForm, CardFormErrors } from "./card-form"
import type { Html } from "./html"
import { markup } from "./html"
import type { Page } from "./page"
import { script } from "./script"
import { orderSummary } from "./summary"

export type Checkout = {
  record: CheckoutSessionRecord
  /** Given by the shop, so the shopper cannot change it. */
  knownEmail: string | null
}

export type Attempt = {
  form: Partial<CardForm>
  errors: CardFormErrors
  decline: string
}

const untouched: Attempt = { form: {}, errors: {}, decline: "" }

/** Works without JavaScript; with it, the page stays and messages are announced where they appear. */
export function payPage(
  { knownEmail, record }: Checkout,
  attempt: Attempt = untouched
): Page {
  const { session } = record
  const total = formatAmount(
    session.amount_total ?? 0,
    session.currency ?? "usd"
  )
  return {
    status: attempt === untouched ? 200 : 402,
    title: `Pay ${record.shopName}`,
    script,
    body: markup`<div class="checkout">
      ${orderSummary(record)}
      <main class="payment">
        <div>
          <h1>Payment details</h1>
          <form
            method="post"
            action="/c/pay/${session.id}"
            novalidate
            data-checkout
          >
            ${emailField(knownEmail, attempt)} ${cardFields(attempt)}
            <div class="field">
              <label for="name">Cardholder name</label>
              <input
                id="name"
                name="name"
                autocomplete="cc-name"
                placeholder="Full name on card"
                value="${attempt.form.name ?? ""}"
                ${describedBy("name", attempt)}
              />
              ${errorText("name", attempt)}
            </div>
            <div class="decline" id="decline" role="alert">${attempt.decline}</div>
            <button class="pay" type="submit">${buttonLabel(session.submit_type)} ${total}</button>
            <p class="hidden" role="status" data-status></p>
          </form>
          ${testCardList()}
          <p class="footer">
            An imitation of Stripe Checkout for development. Not made by Stripe.
          </p>
        </div>
      </main>
    </div>`,
  }
}

function emailField(email: string | null, attempt: Attempt): Html {
  const readOnly = email === null ? "" : "readonly"
  return markup`<div>
    <label for="email">Email</label>
    <input
      id="email"
      name="email"
      type="email"
      autocomplete="email"
      inputmode="email"
      placeholder="email@example.com"
      value="${email ?? attempt.form.email ?? ""}"
      ${readOnly}
      ${describedBy("email", attempt)}
    />
    ${errorText("email", attempt)}
  </div>`
}

function cardFields(attempt: Attempt): Html {
  const { form } = attempt
  return markup`<fieldset>
    <legend>Card information</legend>
    <div class="card">
      <div class="number">
        <label class="hidden" for="number">Card number</label>
        <input
          id="number"
          name="number"
          autocomplete="cc-number"
          inputmode="numeric"
          placeholder="1234 1234 1234 1234"
          maxlength="23"
          value="${form.number ?? ""}"
          ${describedBy("number", attempt)}
        />
      </div>
      <div class="expiry">
        <label class="hidden" for="expiry">Expiration, month and year</label>
        <input
          id="expiry"
          name="expiry"
          autocomplete="cc-exp"
          inputmode="numeric"
          placeholder="MM / YY"
          maxlength="7"
          value="${form.expiry ?? ""}"
          ${describedBy("expiry", attempt)}
        />
      </div>
      <div class="cvc">
        <label class="hidden" for="cvc">Security code</label>
        <input
          id="cvc"
          name="cvc"
          autocomplete="cc-csc"
          inputmode="numeric"
          placeholder="CVC"
          maxlength="4"
          ${describedBy("cvc", attempt)}
        />
      </div>
    </div>
    ${errorText("number", attempt)}${errorText("expiry", attempt)}${errorText("cvc", attempt)}
  </fieldset>`
}

function describedBy(field: keyof CardForm, { errors }: Attempt): Html {
  const invalid = errors[field] === undefined ? "false" : "true"
  return markup`aria-describedby="${field}-error" aria-invalid="${invalid}"`
}

function errorText(field: keyof CardForm, { errors }: Attempt): Html {
  return markup`<p class="error" id="${field}-error">${errors[field] ?? ""}</p>`
}

function testCardList(): Html {
  const cards = Object.entries(testCards).map(
    ([number, { about }]) =>
      markup`<li>
        <button type="button" data-card="${number}">
          <span>${number}</span><span>${about}</span>
        </button>
      </li>`
  )
  return markup`<details>
    <summary>Fill in a test card</summary>
    <ul class="cards">
      ${cards}
    </ul>
  </details>`
}

function buttonLabel(submitType: string | null): string {
  switch (submitType) {
    case "book":
      return "Book"
    case "donate":
      return "Donate"
    default:
      return "Pay"
  }
}
