import type { Refusal } from "./refusals"

const inIntent = (payment_intent_data: object) => ({ payment_intent_data })
const text = (length: number) => "x".repeat(length)
const customField = (key: string) => ({
  key,
  label: { type: "custom", custom: "Size" },
  type: "text",
})

export const refusedMetadata: readonly Refusal[] = [
  [
    "a value of 501 characters is rejected",
    { metadata: { note: text(501) } },
    {
      message: `Metadata values can have up to 500 characters, but you passed in a value that is 501 characters. Invalid value: ${text(501)}`,
    },
  ],
  [
    "a key of 41 characters is rejected",
    { metadata: { [text(41)]: "1" } },
    { param: "metadata" },
  ],
  [
    "a 51st key is rejected",
    {
      metadata: Object.fromEntries(
        Array.from({ length: 51 }, (_, index) => [`key${index}`, "1"])
      ),
    },
    { param: "metadata" },
  ],
  ["a key with square brackets is rejected", { metadata: { "a[b]": "1" } }, {}],
  [
    "the metadata of the payment has the same limits",
    inIntent({ metadata: { note: text(501) } }),
    { param: "payment_intent_data[metadata][note]" },
  ],
]

const suffix = "payment_intent_data[statement_descriptor_suffix]"
const withSuffix = (statement_descriptor_suffix: string) =>
  inIntent({ statement_descriptor_suffix })

export const refusedDescriptors: readonly Refusal[] = [
  [
    "statement_descriptor is rejected for card payments",
    inIntent({ statement_descriptor: "Shirts" }),
    {
      message:
        "The statement_descriptor parameter is not supported for the payment_method_type `card`. To continue supporting payment_method_type `card`, please pass in `statement_descriptor_suffix` or remove the `statement_descriptor` parameter altogether.",
    },
  ],
  [
    "a suffix of 23 letters is rejected",
    withSuffix(text(23)),
    { param: suffix },
  ],
  [
    "a suffix without a letter is rejected",
    withSuffix("1234"),
    { param: suffix },
  ],
  ...["<", ">", "\\", "'", '"', "*"].map((sign): Refusal => [
    `a suffix with \`${sign}\` is rejected`,
    withSuffix(`ORDER ${sign}1`),
    { param: suffix },
  ]),
]

export const refusedFields: readonly Refusal[] = [
  [
    "a fourth field is rejected",
    { custom_fields: ["a", "b", "c", "d"].map(customField) },
    { param: "custom_fields" },
  ],
  [
    "two fields with one key are rejected",
    { custom_fields: ["a", "a"].map(customField) },
    { param: "custom_fields[1][key]" },
  ],
  [
    "a key that is not alphanumeric is rejected",
    { custom_fields: [customField("shirt size")] },
    { param: "custom_fields[0][key]" },
  ],
  [
    "a label of 51 characters is rejected",
    {
      custom_fields: [
        { ...customField("a"), label: { type: "custom", custom: text(51) } },
      ],
    },
    { param: "custom_fields[0][label][custom]" },
  ],
]
