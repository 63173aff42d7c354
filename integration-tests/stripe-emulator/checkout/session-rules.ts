import type Stripe from "stripe"
import type { Call } from "../api/route"
import {
  exclusive,
  invalidRequest,
  missingParam,
  tooLong,
  tooManyElements,
} from "../api/stripe-error"
import { checkMetadata } from "../resources/metadata"
import { checkUrl } from "./address-rules"
import { checkCustomer } from "./customer-rules"
import { checkLineItems } from "./line-item-rules"
import { checkPageAdditions } from "./page-rules"
import { checkPayment } from "./payment-rules"
import { checkShipping } from "./shipping-rules"
import { refuseUnsupportedParameters } from "./unsupported-parameters"

type CreateParams = Stripe.Checkout.SessionCreateParams

const shortestLife = 30 * 60
const longestLife = 24 * 60 * 60
const longestReference = 200

/** Rules between parameters that Stripe's types cannot express. */
export function checkCheckoutSession(call: Call<CreateParams>): void {
  const { params } = call
  checkMode(params)
  checkUrls(params)
  checkCustomer(params)
  checkLineItems(params)
  checkExpiresAt(params.expires_at, call.emulator.clock.now())
  checkReference(params.client_reference_id)
  checkShipping(params)
  checkDiscounts(params)
  checkPayment(params)
  checkPageAdditions(params)
  refuseUnsupportedParameters(params)
  checkMetadata(params.metadata)
}

function checkMode(params: CreateParams): void {
  const { mode, ui_mode: uiMode = "hosted_page" } = params
  if (mode === undefined) {
    throw missingParam("mode")
  }
  if (mode !== "payment") {
    throw invalidRequest(
      `The emulator imitates Checkout in payment mode only, not ${mode} mode.`,
      { param: "mode" }
    )
  }
  if (uiMode !== "hosted_page") {
    throw invalidRequest(
      `The emulator imitates the hosted page only, not ui_mode ${uiMode}.`,
      { param: "ui_mode" }
    )
  }
  for (const param of ["subscription_data", "setup_intent_data"] as const) {
    if (params[param] !== undefined) {
      throw invalidRequest(
        `You can not pass \`${param}\` in \`payment\` mode.`,
        {
          param,
        }
      )
    }
  }
  if (params.payment_method_collection !== undefined) {
    throw invalidRequest(
      "You can only set `payment_method_collection` if there are recurring prices.",
      { param: "payment_method_collection" }
    )
  }
}

const notOnHostedPages = [
  "return_url",
  "redirect_on_completion",
  "permissions",
] as const

function checkUrls(params: CreateParams): void {
  const { cancel_url: cancelUrl, success_url: successUrl } = params
  if (successUrl === undefined) {
    throw missingParam("success_url")
  }
  checkUrl(successUrl, "success_url")
  if (cancelUrl !== undefined) {
    checkUrl(cancelUrl, "cancel_url")
  }
  const param = notOnHostedPages.find((name) => params[name] !== undefined)
  if (param !== undefined) {
    throw invalidRequest(
      `You cannot set \`${param}\` when \`ui_mode\` is \`hosted_page\`.`,
      { param }
    )
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

function checkReference(reference: string | undefined): void {
  if (reference !== undefined && reference.length > longestReference) {
    throw tooLong(reference, longestReference, "client_reference_id")
  }
}

function checkDiscounts(params: CreateParams): void {
  const { discounts } = params
  if (discounts === undefined) {
    return
  }
  // Even `false` counts as specified.
  if (params.allow_promotion_codes !== undefined) {
    throw exclusive(["allow_promotion_codes", "discounts"])
  }
  if (discounts.length > 1) {
    throw tooManyElements(1, "discounts")
  }
  const { coupon, promotion_code: code } = discounts[0] ?? {}
  if (coupon !== undefined && code !== undefined) {
    throw exclusive(["discounts[0][coupon]", "discounts[0][promotion_code]"])
  }
  if (code !== undefined) {
    throw invalidRequest("The emulator does not imitate promotion codes.", {
      param: "discounts[0][promotion_code]",
    })
  }
  if (coupon === undefined) {
    throw missingParam("discounts[0][coupon]")
  }
}
