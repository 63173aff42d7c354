/**
 * What a merchant may add to Stripe's page by Stripe's own parameters: how it looks
 * and what it asks. Refused is whatever could change the total, the addresses it
 * leads to, when money is taken, or how the payment is found again.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/create
 */
import type Stripe from "stripe"
import { z } from "@medusajs/framework/zod"

type Params = Stripe.Checkout.SessionCreateParams
type IntentData = Stripe.Checkout.SessionCreateParams.PaymentIntentData

const ALLOWED = [
  "allowed_payment_method_types",
  "billing_address_collection",
  "branding_settings",
  "consent_collection",
  "custom_fields",
  "custom_text",
  "customer_creation",
  "excluded_payment_method_types",
  "locale",
  "name_collection",
  "origin_context",
  "payment_intent_data",
  "payment_method_configuration",
  "payment_method_data",
  "payment_method_options",
  "phone_number_collection",
  "saved_payment_method_options",
  "submit_type",
  "tax_id_collection",
  "wallet_options",
] as const satisfies readonly (keyof Params)[]

const ALLOWED_OF_INTENT = [
  "receipt_email",
  "setup_future_usage",
  "statement_descriptor_suffix",
] as const satisfies readonly (keyof IntentData)[]

/** Stripe's own names and shapes, as the installed SDK types them. */
export type AllowedCheckoutParams = Pick<
  Params,
  Exclude<(typeof ALLOWED)[number], "payment_intent_data">
> & {
  payment_intent_data?: Pick<IntentData, (typeof ALLOWED_OF_INTENT)[number]>
}

const TOTAL = "it could change the total, which Medusa alone calculates"
const BINDING = "the plugin finds the payment again by it"

/** Why Stripe's other parameters are not for merchants to set here. */
const REFUSED: Readonly<Record<string, string>> = {
  adaptive_pricing: TOTAL,
  after_expiration: "an expired page is renewed by the pay link",
  allow_promotion_codes: TOTAL,
  automatic_tax: TOTAL,
  cancel_url: "set storefrontPaths.payment instead",
  client_reference_id: BINDING,
  currency: TOTAL,
  customer: "the plugin knows who is signed in",
  customer_email: "the cart's e-mail is sent",
  customer_update: "the plugin sets it for signed-in customers",
  discounts: TOTAL,
  expires_at: "the plugin renews pages that ran out",
  invoice_creation: "it does not go together with money that is only held",
  line_items: "they come from the cart; set lineItems instead",
  metadata: BINDING,
  mode: "the plugin takes payments only",
  optional_items: TOTAL,
  return_url: "set storefrontPaths.confirmed instead",
  shipping_address_collection: "the delivery address is asked in the shop",
  shipping_options: TOTAL,
  success_url: "set storefrontPaths.confirmed instead",
  ui_mode: "the plugin is made for Stripe's hosted page",
}

interface Issues {
  addIssue(issue: { code: "custom"; path: string[]; message: string }): void
}

/** Checks names only: the values are typed by the SDK and judged by Stripe. */
export const checkoutOption = z
  .custom<AllowedCheckoutParams>(
    isPlainObject,
    "must be an object with Stripe's own parameter names"
  )
  .superRefine((params: AllowedCheckoutParams, context) => {
    refuseOthers(Object.keys(params), { allowed: ALLOWED, path: [], context })
    refuseShapes(params, context)
    refuseOthers(namesIn(params.payment_intent_data), {
      allowed: ALLOWED_OF_INTENT,
      path: ["payment_intent_data"],
      context,
    })
    refuseCaptureByMethod(params.payment_method_options, context)
  })

function refuseOthers(
  names: readonly string[],
  judged: {
    readonly allowed: readonly string[]
    readonly path: readonly string[]
    readonly context: Issues
  }
): void {
  const { allowed, path, context } = judged
  for (const name of names.filter((given) => !allowed.includes(given))) {
    context.addIssue({
      code: "custom",
      path: [...path, name],
      message: `cannot be set here: ${(Object.hasOwn(REFUSED, name) ? REFUSED[name] : null) ?? `allowed are ${allowed.join(", ")}`}.`,
    })
  }
}

/** `captureMethod` says when money is taken, for all methods alike. */
function refuseCaptureByMethod(options: unknown, context: Issues): void {
  const byMethod = isPlainObject(options) ? options : {}
  for (const [method, wishes] of Object.entries(byMethod)) {
    if (isPlainObject(wishes) && "capture_method" in wishes) {
      context.addIssue({
        code: "custom",
        path: ["payment_method_options", method, "capture_method"],
        message: "cannot be set here: set captureMethod instead.",
      })
    }
  }
}

/** Parameters that are a text or a list at Stripe; all others are objects. */
const TEXTS = [
  "customer_creation",
  "billing_address_collection",
  "locale",
  "origin_context",
  "payment_method_configuration",
  "submit_type",
]
const LISTS = [
  "allowed_payment_method_types",
  "custom_fields",
  "excluded_payment_method_types",
]

/** What could never be right would make every page fail. */
function refuseShapes(params: object, context: Issues): void {
  for (const [name, value] of Object.entries(params)) {
    const shape = TEXTS.includes(name)
      ? "a text"
      : LISTS.includes(name)
        ? "a list"
        : "an object"
    if (!hasShape(value, shape)) {
      context.addIssue({
        code: "custom",
        path: [name],
        message: `must be ${shape}.`,
      })
    }
  }
}

function hasShape(value: unknown, shape: string): boolean {
  if (shape === "a text") {
    return typeof value === "string" && value !== ""
  }
  return shape === "a list" ? Array.isArray(value) : isPlainObject(value)
}

function namesIn(value: unknown): string[] {
  return isPlainObject(value) ? Object.keys(value) : []
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
