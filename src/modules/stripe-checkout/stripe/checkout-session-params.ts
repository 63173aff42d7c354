/**
 * From a purchase to the parameters of Stripe's Checkout Session. Pure.
 *
 * Medusa has calculated everything, so whatever could change the total on Stripe's
 * page is left out or switched off: no promotion codes, no automatic tax, no
 * adjustable quantities, no shipping options, no adaptive pricing.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/create
 */

import type Stripe from "stripe"

import type {
  Purchase,
  PurchaseLine,
  Recipient,
} from "../domain/checkout/purchase"
import type { SavedCards } from "../domain/saved-card"
import type { AllowedCheckoutParams } from "../options/checkout-params"
import { addressParams, isEmail } from "./customers"

export type CaptureMethod = "manual" | "manual_where_possible" | "automatic"

export interface CheckoutSessionInput {
  readonly purchase: Purchase
  /** Where the shopper is signed in. */
  readonly stripeCustomerId: string | null
  /** The merchant's own Checkout Session parameters. */
  readonly presentation: AllowedCheckoutParams
  readonly captureMethod: CaptureMethod
  /** The cart's order is placed before the bank decides; only where it is so. */
  readonly isPlacedAtOnce?: true
  /** Absent: `off`. */
  readonly savedCards?: SavedCards
  readonly successUrl: string
  readonly cancelUrl: string
  /** Unix seconds; stored, so that a retry sends the same. */
  readonly expiresAt: number
}

/**
 * Stripe allows 30 minutes to 24 hours, measured when the request arrives. Five
 * minutes less keeps retries and differing clocks inside the window.
 */
export const CHECKOUT_SESSION_LIFETIME_SECONDS = 24 * 60 * 60 - 5 * 60

/** Methods that allow manual capture while others are captured at once. */
const METHODS_WITH_MANUAL_CAPTURE = [
  "affirm",
  "afterpay_clearpay",
  "amazon_pay",
  "card",
  "cashapp",
  "klarna",
  "link",
  "mobilepay",
  "paypal",
  "revolut_pay",
] as const

export function checkoutSessionParams(
  input: CheckoutSessionInput
): Stripe.Checkout.SessionCreateParams {
  const { purchase, presentation } = input
  const {
    payment_intent_data,
    payment_method_options,
    customer_creation: _customerCreation,
    saved_payment_method_options: _savedMethods,
    ...page
  } = presentation
  const metadata = bindingMetadata(purchase)
  const locale = checkoutLocale(purchase.locale)
  return {
    ...(locale ? { locale } : {}),
    ...page,
    mode: "payment",
    line_items: purchase.lines.map((line) =>
      lineItem(line, purchase.currencyCode)
    ),
    success_url: input.successUrl,
    cancel_url: input.cancelUrl,
    expires_at: input.expiresAt,
    client_reference_id: purchase.paymentSessionId,
    ...payerParams(input),
    metadata,
    payment_intent_data: {
      ...payment_intent_data,
      ...(savesForLater(input) ? { setup_future_usage: "off_session" } : {}),
      // A Checkout Session's metadata does not reach the PaymentIntent by itself.
      metadata: input.isPlacedAtOnce
        ? { ...metadata, ...PLACED_AT_ONCE }
        : metadata,
      ...(input.captureMethod === "manual" ? { capture_method: "manual" } : {}),
      ...(purchase.shipping
        ? { shipping: shippingParams(purchase.shipping) }
        : {}),
    },
    ...methodOptions(input.captureMethod, payment_method_options),
    adaptive_pricing: { enabled: false },
    allow_promotion_codes: false,
    automatic_tax: { enabled: false },
    invoice_creation: { enabled: false },
  }
}

/** Only a customer can have agreed to it, and only for an order of theirs. */
function savesForLater({
  savedCards,
  stripeCustomerId,
}: CheckoutSessionInput): boolean {
  return savedCards === "off_session" && stripeCustomerId !== null
}

function lineItem(
  line: PurchaseLine,
  currencyCode: string
): Stripe.Checkout.SessionCreateParams.LineItem {
  return {
    quantity: line.quantity,
    price_data: {
      currency: currencyCode.toLowerCase(),
      unit_amount: line.unitAmount,
      product_data: {
        name: line.name,
        ...(line.description ? { description: line.description } : {}),
        ...(line.imageUrl ? { images: [line.imageUrl] } : {}),
      },
    },
  }
}

/**
 * Stripe takes a customer or an e-mail, not both. What a known customer corrects on
 * Stripe's page is saved for next time. A card is saved with a customer, so nothing is said
 * about saved cards to a guest who is none at Stripe.
 *
 * @see https://docs.stripe.com/payments/checkout/save-during-payment
 */
function payerParams({
  purchase,
  stripeCustomerId,
  presentation,
  savedCards,
}: CheckoutSessionInput): Partial<Stripe.Checkout.SessionCreateParams> {
  const { customer_creation, saved_payment_method_options } = presentation
  const savedMethods = saved_payment_method_options
    ? { saved_payment_method_options }
    : {}
  if (stripeCustomerId) {
    return {
      ...savedMethods,
      ...(savedCards === "ask" ? ASKS_TO_SAVE : {}),
      customer: stripeCustomerId,
      customer_update: { address: "auto", name: "auto" },
    }
  }
  return {
    ...(isEmail(purchase.email) ? { customer_email: purchase.email } : {}),
    ...(customer_creation === "always" ? savedMethods : {}),
    // Stripe creates a customer only if none is given.
    ...(customer_creation ? { customer_creation } : {}),
  }
}

/**
 * A checkbox, and a way to undo it. Stripe shows a card again that was saved by the checkbox
 * (`allow_redisplay: always`), without a filter of ours.
 */
const ASKS_TO_SAVE = {
  saved_payment_method_options: {
    payment_method_save: "enabled",
    payment_method_remove: "enabled",
  },
} as const satisfies Partial<Stripe.Checkout.SessionCreateParams>

function shippingParams(
  recipient: Recipient
): Stripe.Checkout.SessionCreateParams.PaymentIntentData.Shipping {
  return {
    name: recipient.name,
    ...(recipient.phone ? { phone: recipient.phone } : {}),
    address: addressParams(recipient),
  }
}

type MethodOptions = Stripe.Checkout.SessionCreateParams.PaymentMethodOptions

function methodOptions(
  captureMethod: CaptureMethod,
  requested: MethodOptions | undefined
): { payment_method_options?: MethodOptions } {
  if (captureMethod !== "manual_where_possible") {
    return requested ? { payment_method_options: requested } : {}
  }
  const byMethod: Record<string, object | undefined> = { ...requested }
  for (const method of METHODS_WITH_MANUAL_CAPTURE) {
    byMethod[method] = { ...byMethod[method], capture_method: "manual" }
  }
  return { payment_method_options: byMethod }
}

function bindingMetadata(purchase: Purchase): Record<string, string> {
  return {
    payment_session_id: purchase.paymentSessionId,
    ...(purchase.cartId ? { cart_id: purchase.cartId } : {}),
  }
}

/** Read back from the PaymentIntent, so that it binds whatever the option says later. */
const PLACED_AT_ONCE = { delayed_payments: "place_at_once" } as const

export function isPlacedAtOnce(metadata: Stripe.Metadata): boolean {
  return metadata["delayed_payments"] === PLACED_AT_ONCE.delayed_payments
}

type Locale = Stripe.Checkout.SessionCreateParams.Locale

/** @see https://docs.stripe.com/js/appendix/supported_locales */
const LOCALES = new Map(
  "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW"
    .split(" ")
    .map((locale) => [locale.toLowerCase(), locale])
)

/** Languages that Stripe lists under another code. No object: a shopper names the key. */
const OTHER_NAMES = new Map([
  ["no", "nb"],
  ["nn", "nb"],
  ["tl", "fil"],
  ["zh-hant", "zh-TW"],
  ["zh-mo", "zh-HK"],
])

const LATIN_AMERICA = new Set(
  "ar bo cl co cr cu do ec gt hn mx ni pa pe pr py sv us uy ve".split(" ")
)

/**
 * Maps the cart's locale (`de-AT`, `pt_BR`) to one that Stripe supports; undefined if it
 * supports none, which leaves the choice to the shopper's browser.
 */
export function checkoutLocale(locale: string | null): Locale | undefined {
  const [language = "", region = ""] = (locale ?? "")
    .replaceAll("_", "-")
    .toLowerCase()
    .split("-")
  const exact = region ? `${language}-${region}` : language
  const candidates = [
    exact,
    ...(language === "es" && LATIN_AMERICA.has(region) ? ["es-419"] : []),
    language,
  ]
  for (const candidate of candidates) {
    const known = OTHER_NAMES.get(candidate) ?? LOCALES.get(candidate)
    if (known) {
      return known
    }
  }
  return undefined
}
