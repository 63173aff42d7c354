import type Stripe from "stripe"
import type { CheckoutSessionRecord } from "../state/account"
import type { Context } from "../state/context"
import { orNull } from "../api/wire"
import { newId } from "../state/ids"
import { requestedFeatures } from "../payment/card-features"
import { emptyMetadata } from "../resources/metadata"
import { buildLineItem } from "./line-items"
import { pageAdditions } from "./page-additions"
import type { SessionTotals } from "./session-totals"
import { sessionTotals } from "./session-totals"
import { methodTypes } from "./payment-methods"
import { pageContentOf } from "./page-content"

type CreateParams = Stripe.Checkout.SessionCreateParams

const defaultLife = 24 * 60 * 60

/** A new open Checkout Session. It has no PaymentIntent: Stripe creates one when the shopper first tries to pay. */
export function buildCheckoutSession(
  context: Context,
  params: CreateParams
): CheckoutSessionRecord {
  const now = context.emulator.clock.now()
  const lineItems = (params.line_items ?? []).map((line) =>
    buildLineItem(line, now)
  )
  const totals = sessionTotals(context, params, lineItems)
  return {
    session: buildSession(context, params, totals),
    lineItems,
    shopName:
      params.branding_settings?.display_name ?? context.emulator.businessName,
    shown: pageContentOf(context, params),
    intentData: params.payment_intent_data ?? {},
    ...captureSettings(params),
    paymentIntentId: null,
    pendingCard: null,
  }
}

function captureSettings({
  payment_intent_data: data,
  payment_method_options: options,
}: CreateParams) {
  return {
    wantsManualCapture:
      data?.capture_method === "manual" ||
      options?.card?.capture_method === "manual",
    requestedFeatures: requestedFeatures(options?.card),
  }
}

function buildSession(
  context: Context,
  params: CreateParams,
  totals: SessionTotals
): Stripe.Checkout.Session {
  const id = newId.checkoutSession()
  const now = context.emulator.clock.now()
  return {
    id,
    object: "checkout.session",
    ...totals.amounts,
    ...echoOf(params),
    ...untouchedBy(params),
    ...pageAdditions(params),
    created: now,
    currency: totals.currency,
    discounts: totals.discounts,
    expires_at: params.expires_at ?? now + defaultLife,
    livemode: false,
    payment_intent: null,
    payment_method_types: methodTypes(context, params, totals.currency),
    payment_status:
      totals.amounts.amount_total === 0 ? "no_payment_required" : "unpaid",
    shipping_cost: totals.shippingCost,
    shipping_options: totals.shippingOptions,
    status: "open",
    total_details: totals.details,
    url: `${context.emulator.publicUrl}/c/pay/${id}#${newId.urlFragment()}`,
  }
}

/** The parts of the request that the session repeats. */
function echoOf(params: CreateParams) {
  return {
    adaptive_pricing: { enabled: isOn(params.adaptive_pricing) },
    after_expiration: recoveryOf(params),
    allow_promotion_codes: orNull(params.allow_promotion_codes),
    allowed_payment_method_types: orNull(params.allowed_payment_method_types),
    automatic_tax: {
      enabled: isOn(params.automatic_tax),
      liability: null,
      provider: null,
      status: null,
    },
    billing_address_collection: orNull(params.billing_address_collection),
    cancel_url: orNull(params.cancel_url),
    client_reference_id: orNull(params.client_reference_id),
    customer: orNull(params.customer),
    customer_creation:
      params.customer === undefined
        ? (params.customer_creation ?? "if_required")
        : null,
    customer_email: orNull(params.customer_email),
    integration_identifier: orNull(params.integration_identifier),
    locale: orNull(params.locale),
    metadata: emptyMetadata(params.metadata),
    mode: "payment",
    origin_context: orNull(params.origin_context),
    phone_number_collection: { enabled: isOn(params.phone_number_collection) },
    submit_type: orNull(params.submit_type),
    success_url: orNull(params.success_url),
    ui_mode: "hosted_page",
  } as const
}

function isOn(feature: { enabled?: boolean } | undefined): boolean {
  return feature?.enabled ?? false
}

function recoveryOf({
  after_expiration: wanted,
}: CreateParams): Stripe.Checkout.Session.AfterExpiration | null {
  return wanted?.recovery === undefined
    ? null
    : {
        recovery: {
          allow_promotion_codes: wanted.recovery.allow_promotion_codes ?? false,
          enabled: wanted.recovery.enabled,
          expires_at: null,
          url: null,
        },
      }
}

/** Features that the emulator does not imitate; their keys are present, as they are at Stripe. */
function untouchedBy(params: CreateParams) {
  return {
    client_secret: null,
    collected_information: null,
    consent: null,
    currency_conversion: null,
    customer_account: null,
    customer_details: customerDetails(params.customer_email ?? null),
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    managed_payments: { enabled: false },
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: methodOptions(params),
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: savingOf(params),
    setup_intent: null,
    subscription: null,
    wallet_options: null,
  } as const
}

function savingOf({
  saved_payment_method_options: options,
}: CreateParams): Stripe.Checkout.Session.SavedPaymentMethodOptions | null {
  return options === undefined
    ? null
    : {
        allow_redisplay_filters: options.allow_redisplay_filters ?? null,
        payment_method_remove: options.payment_method_remove ?? null,
        payment_method_save: options.payment_method_save ?? null,
      }
}

function methodOptions({
  payment_method_options: options,
}: CreateParams): Stripe.Checkout.Session.PaymentMethodOptions {
  return {
    card: {
      ...(options?.card as Stripe.Checkout.Session.PaymentMethodOptions.Card),
      request_three_d_secure:
        options?.card?.request_three_d_secure ?? "automatic",
    },
  }
}

function customerDetails(
  email: string | null
): Stripe.Checkout.Session.CustomerDetails | null {
  return email === null
    ? null
    : {
        address: null,
        business_name: null,
        email,
        individual_name: null,
        name: null,
        phone: null,
        tax_exempt: "none",
        tax_ids: null,
      }
}
