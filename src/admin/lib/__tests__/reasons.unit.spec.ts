import texts from "../../i18n/reasons/en.json"
import { toMajorUnits as toMajorUnitsAtStripe } from "../../../modules/stripe-checkout/domain/money"
import {
  REASON_CODES,
  type ReasonParams,
} from "../../../modules/stripe-checkout/domain/reasons/reason"
import { toMajorUnits } from "../money"
import { chooseForm, keyOfFailure, readMentions, readQuoted } from "../reasons"

const FORMS: readonly ReasonParams[] = [
  { missing: 100, reference: "capture", from: "approved" },
  { missing: 0, reference: "refund", from: null },
]

const WORDS = {
  money: (minor: number, currency: string) => `${currency} ${minor}`,
  statusName: (status: string) => status.toUpperCase(),
}

describe("The admin's sentence for a reason", () => {
  it.each(REASON_CODES.filter((code) => code !== "external_error"))(
    "is there in every form: %s",
    (code) => {
      for (const params of FORMS) {
        expect(texts).toHaveProperty(chooseForm(code, params))
      }
    }
  )

  it("mentions amounts in their currency, and statuses by their names", () => {
    const params = {
      amount: 1250,
      held: 3000,
      currency_code: "eur",
      from: "on_hold",
      to: null,
      event_id: "evt_1",
    }
    expect(readMentions(params, WORDS)).toEqual({
      amount: "eur 1250",
      held: "eur 3000",
      currency_code: "eur",
      from: "ON_HOLD",
      event_id: "evt_1",
    })
  })

  it("has amounts in major units as Stripe has them, whatever the currency", () => {
    const currencies = Intl.supportedValuesOf("currency").map((code) =>
      code.toLowerCase()
    )
    for (const currency of currencies) {
      expect([currency, toMajorUnits(123_450, currency)]).toEqual([
        currency,
        Number(toMajorUnitsAtStripe(123_450, currency)),
      ])
    }
  })

  it("lists the statuses from which a change is allowed", () => {
    expect(readQuoted('"approved", "on hold"')).toEqual(["approved", "on hold"])
  })

  it.each([
    ["stripe_refused", "Your card was declined. (card_declined)", "generic"],
    ["stripe_refused", "Your card was declined.", "generic"],
    [
      "stripe_refused",
      "Your card has insufficient funds. (insufficient_funds)",
      "insufficient_funds",
    ],
    [
      "stripe_refused",
      "The charge has expired. (charge_expired_for_capture)",
      "lapsed",
    ],
  ])("speaks to the merchant of a refusal: %s, %s", (code, message, name) => {
    const key = keyOfFailure({ error_code: code, message })
    expect(key).toBe(`decline.${name}`)
    expect(texts).toHaveProperty(key ?? "")
  })

  it.each([
    "stripe_unavailable",
    "stripe_misconfigured",
    "stripe_object_unknown",
    "stripe_checkout_hold_gone",
    "stripe_checkout_rest_released",
    "stripe_checkout_amount_off_step",
  ])("is there for a failure: %s", (code) => {
    expect(texts).toHaveProperty(
      keyOfFailure({ error_code: code, message: "" }) ?? ""
    )
  })

  it.each([
    ["a refusal that is not known", "stripe_refused", "No. (brand_new)"],
    ["a refusal without a code", "stripe_refused", "No."],
    ["a failure without a code", null, "It broke."],
  ])("is the server's own for %s", (_what, error_code, message) => {
    expect(keyOfFailure({ error_code, message })).toBeNull()
  })
})
