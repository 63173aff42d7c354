/**
 * Stripe's own parameters that a merchant may add to the Checkout Session: appearance,
 * and what Stripe's hosted page asks for. Anything that could change the total, the URLs,
 * when money is captured, or how the payment is found again is refused.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/create
 */
import type Stripe from "stripe"
import { z } from "@medusajs/framework/zod"

import { didYouMean } from "./near-miss"
import { findBrokenLimits } from "./stripe-limits"

type Params = Stripe.Checkout.SessionCreateParams
type IntentData = Stripe.Checkout.SessionCreateParams.PaymentIntentData

type Shape = "a text" | "a list" | "an object"

const ALLOWED = {
  allowed_payment_method_types: "a list",
  billing_address_collection: "a text",
  branding_settings: "an object",
  consent_collection: "an object",
  custom_fields: "a list",
  custom_text: "an object",
  customer_creation: "a text",
  excluded_payment_method_types: "a list",
  locale: "a text",
  name_collection: "an object",
  origin_context: "a text",
  payment_intent_data: "an object",
  payment_method_configuration: "a text",
  payment_method_data: "an object",
  payment_method_options: "an object",
  phone_number_collection: "an object",
  saved_payment_method_options: "an object",
  submit_type: "a text",
  tax_id_collection: "an object",
  wallet_options: "an object",
} as const satisfies Partial<Record<keyof Params, Shape>>

const ALLOWED_OF_INTENT = [
  "receipt_email",
  "setup_future_usage",
  "statement_descriptor_suffix",
] as const satisfies readonly (keyof IntentData)[]

/** Stripe's own names and shapes, as the installed SDK types them. */
export type AllowedCheckoutParams = Pick<
  Params,
  Exclude<keyof typeof ALLOWED, "payment_intent_data">
> & {
  payment_intent_data?: Pick<IntentData, (typeof ALLOWED_OF_INTENT)[number]>
}

const TOTAL = "it could change the total, which Medusa alone calculates"
/** @see https://docs.stripe.com/payments/currencies/localize-prices/adaptive-pricing */
const OTHER_CURRENCY =
  "shoppers would see another currency and amount than the cart's, and Stripe does not convert what is only held. Add a region with that currency in Medusa"
const BINDING = "the plugin finds the payment again by it"

/** Why merchants may not set Stripe's other parameters here. */
const REFUSED = new Map(
  Object.entries({
    adaptive_pricing: OTHER_CURRENCY,
    after_expiration:
      "the pay link opens a new Checkout Session when one has expired",
    allow_promotion_codes: TOTAL,
    automatic_tax: TOTAL,
    cancel_url: "set storefrontPaths.payment instead",
    client_reference_id: BINDING,
    currency: TOTAL,
    customer: "the plugin knows who is signed in",
    customer_email: "the plugin sends the cart's e-mail address",
    customer_update: "the plugin sets it for signed-in customers",
    discounts: TOTAL,
    expires_at: "the plugin replaces expired Checkout Sessions",
    invoice_creation: "it cannot be combined with money that is only held",
    line_items: "they come from the cart; set lineItems instead",
    metadata: BINDING,
    mode: "the plugin takes payments only",
    optional_items: TOTAL,
    return_url: "set storefrontPaths.confirmed instead",
    shipping_address_collection: "the store asks for the delivery address",
    shipping_options: TOTAL,
    success_url: "set storefrontPaths.confirmed instead",
    ui_mode: "the plugin is made for Stripe's hosted page",
  })
)

interface Issues {
  addIssue(issue: { code: "custom"; path: string[]; message: string }): void
}

/** Checks names, rough shapes and Stripe's limits; the SDK types the values. */
export const checkoutOption = z
  .custom<AllowedCheckoutParams>(
    isPlainObject,
    "must be an object with Stripe's own parameter names"
  )
  .superRefine((params: AllowedCheckoutParams, context) => {
    validateUnknownParams(Object.keys(params), {
      allowed: Object.keys(ALLOWED),
      path: [],
      context,
    })
    validateShapes(params, context)
    validateUnknownParams(namesIn(params.payment_intent_data), {
      allowed: ALLOWED_OF_INTENT,
      path: ["payment_intent_data"],
      context,
    })
    validateCaptureMethod(params.payment_method_options, context)
    for (const problem of findBrokenLimits({ ...params })) {
      context.addIssue({ code: "custom", ...problem })
    }
  })

function validateUnknownParams(
  names: readonly string[],
  rules: {
    readonly allowed: readonly string[]
    readonly path: readonly string[]
    readonly context: Issues
  }
): void {
  const { allowed, path, context } = rules
  for (const name of names.filter((given) => !allowed.includes(given))) {
    context.addIssue({
      code: "custom",
      path: [...path, name],
      message: `cannot be set here: ${REFUSED.get(name) ?? `allowed are ${allowed.join(", ")}`}.${didYouMean(name, allowed)}`,
    })
  }
}

/** `captureMethod` says when money is captured, for all payment methods alike. */
function validateCaptureMethod(options: unknown, context: Issues): void {
  const byMethod = isPlainObject(options) ? options : {}
  for (const [method, requests] of Object.entries(byMethod)) {
    if (isPlainObject(requests) && "capture_method" in requests) {
      context.addIssue({
        code: "custom",
        path: ["payment_method_options", method, "capture_method"],
        message: "cannot be set here: set captureMethod instead.",
      })
    }
  }
}

/** A value of the wrong shape would make every Checkout Session fail. */
function validateShapes(params: object, context: Issues): void {
  const shapes = new Map<string, Shape>(Object.entries(ALLOWED))
  for (const [name, value] of Object.entries(params)) {
    const shape = shapes.get(name)
    if (shape && !hasShape(value, shape)) {
      context.addIssue({
        code: "custom",
        path: [name],
        message: `must be ${shape}.`,
      })
    }
  }
}

function hasShape(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case "a text":
      return typeof value === "string" && value !== ""
    case "a list":
      return Array.isArray(value)
    case "an object":
      return isPlainObject(value)
  }
}

function namesIn(value: unknown): string[] {
  return isPlainObject(value) ? Object.keys(value) : []
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
