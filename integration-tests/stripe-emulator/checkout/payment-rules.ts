import type Stripe from "stripe"
import { exclusive, invalidRequest, noSuchGiven } from "../api/stripe-error"
import { checkMetadata } from "../resources/metadata"
import { checkCountry, checkEmail } from "./address-rules"
import { checkStatementDescriptor } from "./statement-descriptor-rules"

type CreateParams = Stripe.Checkout.SessionCreateParams
type IntentData = Stripe.Checkout.SessionCreateParams.PaymentIntentData

/** The parameters of the payment: methods, capture and statement descriptor. */
export function checkPayment(params: CreateParams): void {
  const { payment_intent_data: data = {}, payment_method_options: options } =
    params
  checkMethods(params)
  checkIntentData(data)
  if (
    data.capture_method !== undefined &&
    options?.card?.capture_method !== undefined
  ) {
    throw invalidRequest(
      "You cannot set `payment_method_options[card][capture_method]` when `payment_intent_data[capture_method]` is set.",
      { param: "payment_method_options[card][capture_method]" }
    )
  }
}

function checkMethods(params: CreateParams): void {
  const {
    allowed_payment_method_types: allowed,
    excluded_payment_method_types: excluded,
    payment_method_configuration: configuration,
  } = params
  if (allowed !== undefined && excluded !== undefined) {
    throw exclusive([
      "allowed_payment_method_types",
      "excluded_payment_method_types",
    ])
  }
  if (configuration !== undefined) {
    throw noSuchGiven(
      "payment_method_configuration",
      configuration,
      "payment_method_configuration"
    )
  }
  // The emulator's account has activated cards only.
  if (allowed?.includes("card") === false || excluded?.includes("card")) {
    throw invalidRequest(
      "No valid payment method types for this Checkout Session. Please ensure that you have activated payment methods compatible with your chosen currency in your dashboard (https://dashboard.stripe.com/account/payments/settings)."
    )
  }
}

function checkIntentData(data: IntentData): void {
  const path = (name: string) => `payment_intent_data[${name}]`
  if (data.statement_descriptor !== undefined) {
    throw invalidRequest(
      "The statement_descriptor parameter is not supported for the payment_method_type `card`. To continue supporting payment_method_type `card`, please pass in `statement_descriptor_suffix` or remove the `statement_descriptor` parameter altogether.",
      { param: path("statement_descriptor") }
    )
  }
  if (data.application_fee_amount !== undefined) {
    throw invalidRequest(
      "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).",
      { param: path("application_fee_amount") }
    )
  }
  checkStatementDescriptor(
    data.statement_descriptor_suffix,
    path("statement_descriptor_suffix")
  )
  checkEmail(data.receipt_email, path("receipt_email"))
  checkCountry(
    data.shipping?.address.country,
    `${path("shipping")}[address][country]`
  )
  checkMetadata(data.metadata, path("metadata"))
}
