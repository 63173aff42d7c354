import { findBrokenLimits } from "../stripe-limits"

const field = (key: string, label = "Label") => ({
  key,
  label: { custom: label, type: "custom" },
  type: "text",
})
const suffix = (text: string) => ({
  payment_intent_data: { statement_descriptor_suffix: text },
})

describe("Stripe's limits", () => {
  it.each<[string, Record<string, unknown>, string, RegExp]>([
    [
      "a long suffix",
      suffix("x".repeat(23)),
      "payment_intent_data.statement_descriptor_suffix",
      /23 characters.*allows 22/,
    ],
    [
      "a forbidden sign",
      suffix("Shop*"),
      "payment_intent_data.statement_descriptor_suffix",
      /must not contain/,
    ],
    [
      "a suffix without letters",
      suffix("2026"),
      "payment_intent_data.statement_descriptor_suffix",
      /Latin letter/,
    ],
    [
      "no e-mail address",
      { payment_intent_data: { receipt_email: "shop" } },
      "payment_intent_data.receipt_email",
      /e-mail/,
    ],
    [
      "a misspelled choice",
      { submit_type: "bok" },
      "submit_type",
      /Did you mean "book"/,
    ],
    [
      "a long text",
      { custom_text: { submit: { message: "x".repeat(1201) } } },
      "custom_text.submit.message",
      /1201 characters/,
    ],
    [
      "a text about terms without consent",
      { custom_text: { terms_of_service_acceptance: { message: "x" } } },
      "custom_text.terms_of_service_acceptance",
      /consent_collection/,
    ],
    [
      "four fields",
      { custom_fields: ["a", "b", "c", "d"].map((key) => field(key)) },
      "custom_fields",
      /4 fields/,
    ],
    [
      "a key with a sign",
      { custom_fields: [field("a-b")] },
      "custom_fields.0.key",
      /letters and digits/,
    ],
    [
      "a key twice",
      { custom_fields: [field("a"), field("a")] },
      "custom_fields.1.key",
      /another field/,
    ],
    [
      "a long label",
      { custom_fields: [field("a", "x".repeat(51))] },
      "custom_fields.0.label.custom",
      /51 characters/,
    ],
    [
      "a dropdown of nothing",
      { custom_fields: [{ ...field("a"), type: "dropdown" }] },
      "custom_fields.0.dropdown.options",
      /1 to 200/,
    ],
    [
      "both lists of methods",
      {
        allowed_payment_method_types: ["card"],
        excluded_payment_method_types: ["klarna"],
      },
      "excluded_payment_method_types",
      /cannot be combined/,
    ],
  ])("refuse %s", (_what, params, path, message) => {
    expect(findBrokenLimits(params)).toEqual([
      {
        path: path.split("."),
        message: expect.stringMatching(message) as string,
      },
    ])
  })

  it("allow what Stripe allows", () => {
    expect(
      findBrokenLimits({
        ...suffix("ORDER 2026"),
        submit_type: "pay",
        custom_fields: [field("a", "x".repeat(50))],
        custom_text: { submit: { message: "x".repeat(1200) } },
      })
    ).toEqual([])
  })
})
