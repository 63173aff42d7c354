import type { Refusal } from "./refusals"

const inIntent = (payment_intent_data: object) => ({ payment_intent_data })
const inSeconds = (seconds: number) => ({
  expires_at: Math.floor(Date.now() / 1000) + seconds,
})
const text = (length: number) => "x".repeat(length)

export const refusedNames: readonly Refusal[] = [
  [
    "an unknown parameter is rejected by name",
    { color: "red" },
    {
      code: "parameter_unknown",
      param: "color",
      message: "Received unknown parameter: color",
    },
  ],
  [
    "several unknown parameters are named in one error",
    { color: "red", size: "L" },
    {
      code: "parameter_unknown",
      message: "Received unknown parameters: color, size",
    },
  ],
  [
    "a nested unknown parameter is rejected with its full path",
    inIntent({ amount: 5 }),
    { code: "parameter_unknown", param: "payment_intent_data[amount]" },
  ],
  [
    "payment_method_types is rejected since API version 2026-09-30",
    { payment_method_types: ["card"] },
    { param: "payment_method_types" },
  ],
  [
    "ui_mode hosted is rejected since API version 2026-03-25, which renamed it to hosted_page",
    { ui_mode: "hosted" },
    { param: "ui_mode" },
  ],
  [
    "a value outside an enumeration is rejected with the list of values",
    { billing_address_collection: "never" },
    {
      param: "billing_address_collection",
      message:
        "Invalid billing_address_collection: must be one of auto or required",
    },
  ],
  [
    "a locale that Checkout does not support is rejected",
    { locale: "xx" },
    { param: "locale" },
  ],
  [
    "an array in place of text is rejected",
    { client_reference_id: ["a", "b"] },
    {
      param: "client_reference_id",
      message: 'Invalid string: {"0":"a","1":"b"}',
    },
  ],
]

export const refusedSessions: readonly Refusal[] = [
  [
    "a hosted page without success_url is rejected",
    { success_url: undefined },
    {
      code: "parameter_missing",
      param: "success_url",
      message: "Missing required param: success_url.",
    },
  ],
  [
    "a success_url without a scheme is rejected",
    { success_url: "shop.example/return" },
    {
      code: "url_invalid",
      param: "success_url",
      message:
        "Invalid URL: An explicit scheme (such as https) must be provided.",
    },
  ],
  [
    "a cancel_url that is not a URL is rejected",
    { cancel_url: "javascript:alert(1)" },
    { code: "url_invalid", param: "cancel_url", message: "Not a valid URL" },
  ],
  [
    "return_url is rejected on a hosted page",
    { return_url: "https://shop.example/return" },
    { param: "return_url" },
  ],
  [
    "a customer and an e-mail together are rejected",
    { customer: "cus_none", customer_email: "a@example.com" },
    {
      message:
        "You may only specify one of these parameters: customer, customer_email.",
    },
  ],
  [
    "a customer that does not exist is rejected",
    { customer: "cus_none" },
    {
      code: "resource_missing",
      param: "customer",
      message: "No such customer: 'cus_none'",
    },
  ],
  [
    "customer_update without a customer is rejected",
    { customer_update: { name: "auto" } },
    { message: "`customer_update` can only be used with `customer`." },
  ],
  [
    "an e-mail address without a domain is rejected",
    { customer_email: "nobody@" },
    {
      code: "email_invalid",
      param: "customer_email",
      message: "Invalid email address: nobody@",
    },
  ],
  [
    "a client_reference_id of 201 characters is rejected",
    { client_reference_id: text(201) },
    { param: "client_reference_id" },
  ],
  [
    "an expires_at within 30 minutes is rejected",
    inSeconds(29 * 60),
    {
      param: "expires_at",
      message:
        "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
    },
  ],
  [
    "an expires_at after more than 24 hours is rejected",
    inSeconds(25 * 60 * 60),
    {
      param: "expires_at",
      message:
        "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    },
  ],
  [
    "subscription_data is rejected in payment mode",
    { subscription_data: { description: "x" } },
    { message: "You can not pass `subscription_data` in `payment` mode." },
  ],
  [
    "allowed and excluded payment methods together are rejected",
    {
      allowed_payment_method_types: ["card"],
      excluded_payment_method_types: ["klarna"],
    },
    {
      message:
        "You may only specify one of these parameters: allowed_payment_method_types, excluded_payment_method_types.",
    },
  ],
  [
    "a capture method for all payment methods and another for cards are rejected together",
    {
      payment_intent_data: { capture_method: "manual" },
      payment_method_options: { card: { capture_method: "manual" } },
    },
    { param: "payment_method_options[card][capture_method]" },
  ],
  [
    "an application fee without a connected account is rejected",
    inIntent({ application_fee_amount: 10 }),
    { param: "payment_intent_data[application_fee_amount]" },
  ],
  [
    "consent to terms of service is rejected without their URL in the Dashboard",
    { consent_collection: { terms_of_service: "required" } },
    { param: "consent_collection[terms_of_service]" },
  ],
  [
    "a custom text of 1201 characters is rejected",
    { custom_text: { submit: { message: text(1201) } } },
    { param: "custom_text[submit][message]" },
  ],
]

const shipping = (currency = "eur") => ({
  shipping_rate_data: {
    display_name: "Post",
    type: "fixed_amount",
    fixed_amount: { amount: 500, currency },
  },
})

export const refusedShipping: readonly Refusal[] = [
  [
    "a sixth shipping option is rejected",
    { shipping_options: Array(6).fill(shipping()) },
    { param: "shipping_options" },
  ],
  [
    "shipping in another currency than the lines is rejected",
    { shipping_options: [shipping("usd")] },
    {
      param: "shipping_options[0][shipping_rate_data][fixed_amount][currency]",
    },
  ],
  [
    "a shipping rate that does not exist is rejected",
    { shipping_options: [{ shipping_rate: "shr_none" }] },
    { code: "resource_missing", param: "shipping_options[0][shipping_rate]" },
  ],
]
