import type Stripe from "stripe"
import { asksToSave } from "../payment/saved-cards"
import type { CheckoutSessionRecord } from "../state/account"
import { testCards } from "../payment/test-cards"
import { groupDigits } from "./card-brands"
import { cardFields } from "./card-fields"
import type { Asks, Attempt } from "./card-form"
import { untouched } from "./card-form"
import { fieldLine } from "./form-field"
import type { Html } from "./html"
import { markup } from "./html"
import type { Page } from "./page"
import { imageSources, orderSummary } from "./summary"
import { payScript } from "./pay-script"
import { saveBox, savedCardFields } from "./saved-card-fields"
import { showMoney } from "./show-money"

export type Checkout = {
  record: CheckoutSessionRecord
  /** Set by the shop, so the shopper cannot change it. */
  knownEmail: string | null
  /** What the page offers to choose from. */
  savedCards?: readonly Stripe.PaymentMethod[] | undefined
}

/** Works without JavaScript; with it, the page does not reload and messages are announced in place. */
export function payPage(
  { knownEmail, record, savedCards }: Checkout,
  attempt: Attempt = untouched
): Page {
  const { session, shopName, shown } = record
  const asks = asksOf(record)
  return {
    status: attempt === untouched ? 200 : 402,
    title: `${verbFor(session.submit_type)} ${shopName}`,
    script: payScript,
    imageSources: imageSources(record),
    body: markup`<div class="checkout">
      ${orderSummary(record)}
      <main class="payment">
        <div>
          <h1>${asks.card ? "Payment details" : "Your details"}</h1>
          <form
            method="post"
            action="/c/pay/${session.id}"
            novalidate
            data-checkout
          >
            ${emailField(knownEmail, attempt)}
            ${asks.phone ? phoneField(attempt) : null}
            ${asks.card ? cardChoice({ record, savedCards }, attempt) : null}
            <div class="decline" id="decline" role="alert">${attempt.decline}</div>
            ${customText(shown.submitText)}
            <button class="pay" type="submit">${payLabel(record)}</button>
            <p class="hidden" role="status" data-status></p>
            ${customText(shown.afterSubmitText)}
          </form>
          ${asks.card ? testCardList() : null}
          <p class="footer">
            An imitation of Stripe Checkout for development. Not made by Stripe.
          </p>
        </div>
      </main>
    </div>`,
  }
}

export function asksOf({ session }: CheckoutSessionRecord): Asks {
  return {
    phone: session.phone_number_collection?.enabled ?? false,
    card: session.amount_total !== 0,
  }
}

function cardChoice(
  { record, savedCards = [] }: Pick<Checkout, "record" | "savedCards">,
  attempt: Attempt
): Html {
  const { session, shopName } = record
  return markup`${savedCardFields(savedCards)} ${cardFields(attempt)}
    ${asksToSave(session) ? saveBox(shopName) : null}`
}

function emailField(email: string | null, attempt: Attempt): Html {
  const readOnly = email === null ? "" : "readonly"
  return fieldLine(
    {
      id: "email",
      label: markup`Email`,
      value: email ?? attempt.form.email ?? "",
      attributes: markup`type="email" autocomplete="email" placeholder="email@example.com" ${readOnly}`,
    },
    attempt
  )
}

function phoneField(attempt: Attempt): Html {
  return fieldLine(
    {
      id: "phone",
      label: markup`Phone number`,
      value: attempt.form.phone ?? "",
      attributes: markup`type="tel" autocomplete="tel" placeholder="+1 201 555 0123"`,
    },
    attempt
  )
}

function customText(text: string | null): Html | null {
  return text === null
    ? null
    : markup`<p class="custom-text" dir="auto">${text}</p>`
}

function testCardList(): Html {
  const cards = Object.entries(testCards).map(
    ([number, { about }]) =>
      markup`<li>
        <button type="button" data-card="${number}">
          <span>${groupDigits(number)}</span><span>${about}</span>
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

function payLabel(record: CheckoutSessionRecord): Html {
  const { amount_total: total, submit_type: type } = record.session
  return total === 0
    ? markup`Complete order`
    : markup`${verbFor(type)} ${showMoney(record)(total)}`
}

function verbFor(submitType: string | null): string {
  switch (submitType) {
    case "book":
      return "Book"
    case "donate":
      return "Donate"
    case "subscribe":
      return "Subscribe"
    default:
      return "Pay"
  }
}
