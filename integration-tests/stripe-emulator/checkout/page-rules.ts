import type Stripe from "stripe"
import {
  invalidRequest,
  missingParam,
  tooLong,
  tooManyElements,
} from "../api/stripe-error"

type CreateParams = Stripe.Checkout.SessionCreateParams
type Text = Stripe.Emptyable<{ message: string }>
type CustomField = Stripe.Checkout.SessionCreateParams.CustomField

const mostFields = 3
const mostChoices = 200
const longestText = 1200
const longestFieldKey = 200
const longestLabel = 50

/** What the merchant adds to the hosted page. */
export function checkPageAdditions(params: CreateParams): void {
  checkTexts(params.custom_text ?? {})
  checkFields(params.custom_fields ?? [])
  const consent = params.consent_collection ?? {}
  if (consent.terms_of_service === "required") {
    // The emulator has no Dashboard settings, so the URL of the terms is never set.
    throw invalidRequest(
      "You must set a terms of service URL in your Dashboard's public details (https://dashboard.stripe.com/settings/public) to collect consent to it.",
      { param: "consent_collection[terms_of_service]" }
    )
  }
  if (params.custom_text?.terms_of_service_acceptance) {
    throw invalidRequest(
      "You cannot set `custom_text[terms_of_service_acceptance]` without `consent_collection[terms_of_service]`.",
      { param: "custom_text[terms_of_service_acceptance]" }
    )
  }
}

function checkTexts(
  texts: Stripe.Checkout.SessionCreateParams.CustomText
): void {
  for (const [place, text] of Object.entries(texts) as [string, Text][]) {
    const { message } = (text === "" ? null : text) ?? { message: "" }
    if (message.length > longestText) {
      throw tooLong(message, longestText, `custom_text[${place}][message]`)
    }
  }
}

function checkFields(fields: readonly CustomField[]): void {
  if (fields.length > mostFields) {
    throw tooManyElements(mostFields, "custom_fields")
  }
  fields.forEach((field, index) => {
    const path = `custom_fields[${index}]`
    checkField(field, path)
    if (fields.findIndex(({ key }) => key === field.key) !== index) {
      throw invalidRequest(
        `The key \`${field.key}\` is used by more than one custom field.`,
        { param: `${path}[key]` }
      )
    }
  })
}

function checkField(field: CustomField, path: string): void {
  const { key, label, type } = field
  if (!/^[a-z0-9]+$/i.test(key)) {
    throw invalidRequest(
      `Invalid key: ${key}. Keys of custom fields must be alphanumeric.`,
      { param: `${path}[key]` }
    )
  }
  if (key.length > longestFieldKey) {
    throw tooLong(key, longestFieldKey, `${path}[key]`)
  }
  if (label.custom.length > longestLabel) {
    throw tooLong(label.custom, longestLabel, `${path}[label][custom]`)
  }
  if (type === "dropdown" && field.dropdown === undefined) {
    throw missingParam(`${path}[dropdown]`)
  }
  if ((field.dropdown?.options.length ?? 0) > mostChoices) {
    throw tooManyElements(mostChoices, `${path}[dropdown][options]`)
  }
}
