/**
 * Stripe's limits for what a merchant adds to the Checkout Session. A value beyond them
 * would make every Checkout Session fail, so it stops the start instead.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/create
 */
import { didYouMean } from "./near-miss"

const LONGEST_SUFFIX = 22
const LONGEST_TEXT = 1200
const MOST_FIELDS = 3
const LONGEST_FIELD_KEY = 200
const LONGEST_LABEL = 50
const MOST_CHOICES = 200

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  billing_address_collection: ["auto", "required"],
  customer_creation: ["always", "if_required"],
  submit_type: ["auto", "book", "donate", "pay", "subscribe"],
}

export interface LimitProblem {
  readonly path: string[]
  readonly message: string
}

type Values = Readonly<Record<string, unknown>>

export function findBrokenLimits(params: Values): LimitProblem[] {
  return [
    ...checkChoices(params),
    ...checkIntent(objectIn(params, "payment_intent_data")),
    ...checkTexts(params),
    ...checkFields(params["custom_fields"]),
    ...checkMethodLists(params),
  ]
}

function checkChoices(params: Values): LimitProblem[] {
  return Object.entries(CHOICES).flatMap(([name, allowed]) => {
    const value = params[name]
    return typeof value === "string" && !allowed.includes(value)
      ? [
          {
            path: [name],
            message: `must be one of ${allowed.join(", ")}.${didYouMean(value, allowed)}`,
          },
        ]
      : []
  })
}

function checkIntent(intent: Values): LimitProblem[] {
  const email = intent["receipt_email"]
  const isAddress =
    typeof email === "string" && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)
  return [
    ...checkSuffix(intent["statement_descriptor_suffix"]),
    ...(email === undefined || isAddress
      ? []
      : [
          {
            path: ["payment_intent_data", "receipt_email"],
            message: "must be an e-mail address.",
          },
        ]),
  ]
}

function checkSuffix(suffix: unknown): LimitProblem[] {
  if (suffix === undefined) {
    return []
  }
  const text = typeof suffix === "string" ? suffix : ""
  const path = ["payment_intent_data", "statement_descriptor_suffix"]
  return [
    ...(text.length > LONGEST_SUFFIX ? [tooLong(LONGEST_SUFFIX, text)] : []),
    ...(/[<>\\'"*]/.test(text) ? [`must not contain < > \\ ' " or *.`] : []),
    ...(/[a-z]/i.test(text) ? [] : ["must contain at least one Latin letter."]),
  ].map((message) => ({ path, message }))
}

function checkTexts(params: Values): LimitProblem[] {
  const texts = objectIn(params, "custom_text")
  const tooLongTexts = Object.keys(texts).flatMap((place) => {
    const message = objectIn(texts, place)["message"]
    return typeof message === "string" && message.length > LONGEST_TEXT
      ? [
          {
            path: ["custom_text", place, "message"],
            message: tooLong(LONGEST_TEXT, message),
          },
        ]
      : []
  })
  const consent = objectIn(params, "consent_collection")["terms_of_service"]
  return texts["terms_of_service_acceptance"] && consent === undefined
    ? [
        ...tooLongTexts,
        {
          path: ["custom_text", "terms_of_service_acceptance"],
          message: "needs consent_collection.terms_of_service as well.",
        },
      ]
    : tooLongTexts
}

function checkFields(given: unknown): LimitProblem[] {
  const fields: unknown[] = Array.isArray(given) ? given : []
  const keys = fields.map((field) => (isObject(field) ? field["key"] : null))
  const problems = fields.flatMap((field, index) => [
    ...checkField(isObject(field) ? field : {}, index),
    ...(keys.indexOf(keys[index]) === index
      ? []
      : [fieldProblem(index, ["key"], "is used by another field as well.")]),
  ])
  return fields.length > MOST_FIELDS
    ? [
        {
          path: ["custom_fields"],
          message: `has ${fields.length} fields; Stripe allows ${MOST_FIELDS}.`,
        },
        ...problems,
      ]
    : problems
}

function checkField(field: Values, index: number): LimitProblem[] {
  const key = textIn(field, "key")
  const label = textIn(objectIn(field, "label"), "custom")
  const choices = objectIn(field, "dropdown")["options"]
  const count = Array.isArray(choices) ? choices.length : 0
  const isKey = /^[a-z0-9]+$/i.test(key) && key.length <= LONGEST_FIELD_KEY
  return [
    ...(isKey
      ? []
      : [
          fieldProblem(
            index,
            ["key"],
            `must be 1 to ${LONGEST_FIELD_KEY} letters and digits.`
          ),
        ]),
    ...(label.length > LONGEST_LABEL
      ? [
          fieldProblem(
            index,
            ["label", "custom"],
            tooLong(LONGEST_LABEL, label)
          ),
        ]
      : []),
    ...(field["type"] === "dropdown" && (count < 1 || count > MOST_CHOICES)
      ? [
          fieldProblem(
            index,
            ["dropdown", "options"],
            `must be 1 to ${MOST_CHOICES} options.`
          ),
        ]
      : []),
  ]
}

function fieldProblem(
  index: number,
  path: readonly string[],
  message: string
): LimitProblem {
  return { path: ["custom_fields", String(index), ...path], message }
}

function checkMethodLists(params: Values): LimitProblem[] {
  return params["allowed_payment_method_types"] !== undefined &&
    params["excluded_payment_method_types"] !== undefined
    ? [
        {
          path: ["excluded_payment_method_types"],
          message:
            "cannot be combined with allowed_payment_method_types; keep one of them.",
        },
      ]
    : []
}

function tooLong(limit: number, text: string): string {
  return `is ${text.length} characters long; Stripe allows ${limit}.`
}

function textIn(values: Values, name: string): string {
  const value = values[name]
  return typeof value === "string" ? value : ""
}

function objectIn(values: Values, name: string): Values {
  const value = values[name]
  return isObject(value) ? value : {}
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
