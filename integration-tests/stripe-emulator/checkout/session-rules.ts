import type Stripe from "stripe"
import type { Call } from "../api/route"
import { invalidRequest } from "../api/stripe-error"
import { checkMetadata } from "../resources/metadata"
import { checkLineItems } from "./line-item-rules"

type CreateParams = Stripe.Checkout.SessionCreateParams

const shortestLife = 30 * 60
const longestLife = 24 * 60 * 60
const longestReference = 200
const mostShippingOptions = 5

/** Rules between parameters that Stripe's types cannot express. */
export function checkCheckoutSession(call: Call<CreateParams>): void {
  const { params } = call
  checkMode(params)
  checkUrls(params)
  checkCustomer(params)
  checkLineItems(params)
  checkExpiresAt(params.expires_at, call.emulator.clock.now())
  checkOptions(params)
  refuseWhatChangesTheTotal(params)
  checkMetadata(params.metadata)
  checkMetadata(
    params.payment_intent_data?.metadata,
    "payment_intent_data[metadata]"
  )
}

function checkMode({ mode, ui_mode: uiMode }: CreateParams): void {
  if (mode !== undefined && mode !== "payment") {
    throw invalidRequest(
      `The emulator imitates Checkout in payment mode only, not ${mode} mode.`,
      { param: "mode" }
    )
  }
  if (mode === undefined) {
    throw missing("mode")
  }
  if (uiMode !== undefined && uiMode !== "hosted_page") {
    throw invalidRequest(
      `The emulator imitates the hosted page only, not ui_mode ${uiMode}.`,
      { param: "ui_mode" }
    )
  }
}

function checkUrls(params: CreateParams): void {
  if (params.success_url === undefined) {
    throw missing("success_url")
  }
  for (const param of ["success_url", "cancel_url"] as const) {
    const url = params[param]
    if (url !== undefined && !isWebAddress(url)) {
      throw invalidRequest("Not a valid URL", { code: "url_invalid", param })
    }
  }
  for (const param of ["return_url", "redirect_on_completion"] as const) {
    if (params[param] !== undefined) {
      throw invalidRequest(
        `You cannot set \`${param}\` when \`ui_mode\` is \`hosted_page\`.`,
        { param }
      )
    }
  }
}

function checkCustomer(params: CreateParams): void {
  const { customer, customer_email: email } = params
  if (customer !== undefined && email !== undefined) {
    throw exclusive(["customer", "customer_email"])
  }
  if (customer !== undefined && params.customer_creation !== undefined) {
    throw exclusive(["customer", "customer_creation"])
  }
  if (params.customer_update !== undefined && customer === undefined) {
    throw invalidRequest(
      "`customer_update` can only be used with `customer`.",
      { param: "customer_update" }
    )
  }
  if (email !== undefined && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) {
    throw invalidRequest(`Invalid email address: ${email}`, {
      code: "email_invalid",
      param: "customer_email",
    })
  }
}

function checkExpiresAt(expiresAt: number | undefined, now: number): void {
  if (expiresAt === undefined) {
    return
  }
  const life = expiresAt - now
  if (life < shortestLife) {
    throw invalidRequest(
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      { param: "expires_at" }
    )
  }
  if (life > longestLife) {
    throw invalidRequest(
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
      { param: "expires_at" }
    )
  }
}

function checkOptions(params: CreateParams): void {
  const { client_reference_id: reference, shipping_options: shipping } = params
  if (reference !== undefined && reference.length > longestReference) {
    throw invalidRequest(
      `Invalid string: ${reference.slice(0, 10)}...; must be at most ${longestReference} characters`,
      { param: "client_reference_id" }
    )
  }
  if (shipping && shipping.length > mostShippingOptions) {
    throw invalidRequest(
      `Array shipping_options exceeded maximum ${mostShippingOptions} allowed elements.`,
      { param: "shipping_options" }
    )
  }
  if (params.discounts && params.discounts.length > 1) {
    throw invalidRequest(
      "Array discounts exceeded maximum 1 allowed elements.",
      { param: "discounts" }
    )
  }
  if (params.discounts && params.allow_promotion_codes !== undefined) {
    throw exclusive(["allow_promotion_codes", "discounts"])
  }
}

/** The emulator charges what the lines say. What Stripe would add or leave to the shopper is refused, not ignored. */
function refuseWhatChangesTheTotal(params: CreateParams): void {
  const { line_items: lines = [], payment_intent_data: intent = {} } = params
  const wishes: Record<string, boolean> = {
    adjustable_quantity: lines.some(
      (line) => line.adjustable_quantity?.enabled === true
    ),
    after_expiration: params.after_expiration?.recovery?.enabled === true,
    allow_promotion_codes: params.allow_promotion_codes === true,
    automatic_tax: params.automatic_tax?.enabled === true,
    invoice_creation: params.invoice_creation?.enabled === true,
    optional_items: params.optional_items !== undefined,
    tax_rates: lines.some((line) => line.tax_rates !== undefined),
    transfer_data: intent.transfer_data !== undefined,
    on_behalf_of: intent.on_behalf_of !== undefined,
  }
  const param = Object.keys(wishes).find((name) => wishes[name])
  if (param !== undefined) {
    throw invalidRequest(
      `The emulator does not imitate \`${param}\` of a Checkout Session.`,
      { param }
    )
  }
}

function isWebAddress(text: string): boolean {
  // The placeholder's braces are legal here and only here.
  const filled = text.replaceAll("{CHECKOUT_SESSION_ID}", "cs")
  return URL.canParse(filled) && /^https?:$/.test(new URL(filled).protocol)
}

function missing(param: string) {
  return invalidRequest(`Missing required param: ${param}.`, {
    code: "parameter_missing",
    param,
  })
}

function exclusive(names: readonly [string, string]) {
  return invalidRequest(
    `You may only specify one of these parameters: ${names.join(", ")}.`,
    { code: "parameters_exclusive", param: names[0] }
  )
}
