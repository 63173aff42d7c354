import type Stripe from "stripe"
import { orNull } from "../api/wire"

type CreateParams = Stripe.Checkout.SessionCreateParams
type CustomField = Stripe.Checkout.SessionCreateParams.CustomField
type Words = Stripe.Emptyable<{ message: string }> | undefined

/** What the merchant added to the hosted page, as the session repeats it. The emulator's page does not collect it. */
export function pageAdditions(params: CreateParams) {
  const { custom_fields: fields, custom_text: text } = params
  return {
    consent_collection: consentOf(params),
    custom_fields: (fields ?? []).map(fieldOf),
    custom_text: {
      after_submit: wordsOf(text?.after_submit),
      shipping_address: wordsOf(text?.shipping_address),
      submit: wordsOf(text?.submit),
      terms_of_service_acceptance: wordsOf(text?.terms_of_service_acceptance),
    },
    shipping_address_collection: orNull(params.shipping_address_collection),
  } satisfies Partial<Stripe.Checkout.Session>
}

function consentOf({
  consent_collection: consent,
}: CreateParams): Stripe.Checkout.Session.ConsentCollection | null {
  return consent === undefined
    ? null
    : {
        payment_method_reuse_agreement: orNull(
          consent.payment_method_reuse_agreement
        ),
        promotions: orNull(consent.promotions),
        terms_of_service: orNull(consent.terms_of_service),
      }
}

function wordsOf(words: Words): { message: string } | null {
  return words === undefined || words === "" || words === null
    ? null
    : { message: words.message }
}

function fieldOf(field: CustomField): Stripe.Checkout.Session.CustomField {
  const { dropdown, key, label, numeric, optional, text, type } = field
  const written = type === "numeric" ? numeric : text
  const answer = {
    default_value: orNull(written?.default_value),
    maximum_length: orNull(written?.maximum_length),
    minimum_length: orNull(written?.minimum_length),
    value: null,
  }
  return {
    key,
    label: { type: "custom", custom: label.custom },
    optional: optional ?? false,
    type,
    ...(type === "text" ? { text: answer } : {}),
    ...(type === "numeric" ? { numeric: answer } : {}),
    ...(dropdown === undefined ? {} : { dropdown: choicesOf(dropdown) }),
  }
}

function choicesOf(
  dropdown: NonNullable<CustomField["dropdown"]>
): Stripe.Checkout.Session.CustomField.Dropdown {
  return {
    default_value: orNull(dropdown.default_value),
    options: dropdown.options,
    value: null,
  }
}
