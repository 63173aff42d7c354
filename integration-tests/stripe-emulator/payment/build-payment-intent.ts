import type Stripe from "stripe"
import type { CheckoutSessionRecord } from "../state/account"
import type { Context } from "../state/context"
import { orNull } from "../api/wire"
import { idOf, newId } from "../state/ids"
import { emptyMetadata } from "../resources/metadata"

/** The properties that Checkout or the merchant's own server sets on a PaymentIntent. */
type IntentData = Pick<
  Stripe.PaymentIntentCreateParams,
  | "application_fee_amount"
  | "capture_method"
  | "description"
  | "metadata"
  | "receipt_email"
  | "setup_future_usage"
  | "shipping"
  | "statement_descriptor_suffix"
  | "transfer_group"
>

type NewIntent = {
  amount: number
  currency: string
  customer: string | null
  wantsManualCapture: boolean
  data: IntentData
}

/** The PaymentIntent that a Checkout Session creates at the first attempt to pay. */
export function buildIntentOfSession(
  context: Context,
  { intentData, session, wantsManualCapture }: CheckoutSessionRecord
): Stripe.PaymentIntent {
  return buildPaymentIntent(context, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "usd",
    customer: typeof session.customer === "string" ? session.customer : null,
    wantsManualCapture,
    data: intentData,
  })
}

/** The PaymentIntent that a merchant's server creates for its own payment form. */
export function buildIntentOfMerchant(
  context: Context,
  params: Stripe.PaymentIntentCreateParams
): Stripe.PaymentIntent {
  const { card } = params.payment_method_options ?? {}
  return {
    ...buildPaymentIntent(context, {
      amount: params.amount,
      currency: params.currency,
      customer: idOf(params.customer) || null,
      wantsManualCapture:
        params.capture_method === "manual" ||
        (card !== "" && card?.capture_method === "manual"),
      data: params,
    }),
    automatic_payment_methods: {
      allow_redirects:
        params.automatic_payment_methods?.allow_redirects ?? "always",
      enabled: true,
    },
    payment_method: params.payment_method ?? null,
    status:
      params.payment_method === undefined
        ? "requires_payment_method"
        : "requires_confirmation",
  }
}

function buildPaymentIntent(
  context: Context,
  { amount, currency, customer, data, wantsManualCapture }: NewIntent
): Stripe.PaymentIntent {
  const id = newId.paymentIntent()
  return {
    ...unusedFeatures,
    id,
    object: "payment_intent",
    amount,
    amount_capturable: 0,
    amount_received: 0,
    application_fee_amount: orNull(data.application_fee_amount),
    capture_method: wantsManualCapture
      ? "manual"
      : (data.capture_method ?? "automatic_async"),
    client_secret: newId.clientSecret(id),
    created: context.emulator.clock.now(),
    currency,
    customer,
    description: orNull(data.description),
    metadata: emptyMetadata(data.metadata),
    receipt_email: orNull(data.receipt_email),
    setup_future_usage: orNull(data.setup_future_usage),
    shipping: shippingOf(data),
    statement_descriptor_suffix: orNull(data.statement_descriptor_suffix),
    status: "requires_payment_method",
    transfer_group: orNull(data.transfer_group),
  }
}

function shippingOf({
  shipping,
}: IntentData): Stripe.PaymentIntent.Shipping | null {
  if (shipping === undefined) {
    return null
  }
  const { address, carrier, name, phone, tracking_number: tracking } = shipping
  return {
    address: {
      city: orNull(address.city),
      country: orNull(address.country),
      line1: orNull(address.line1),
      line2: orNull(address.line2),
      postal_code: orNull(address.postal_code),
      state: orNull(address.state),
    },
    carrier: orNull(carrier),
    name,
    phone: orNull(phone),
    tracking_number: orNull(tracking),
  }
}

const unusedFeatures = {
  allowed_payment_method_types: null,
  amount_details: { tip: {} },
  application: null,
  automatic_payment_methods: null,
  canceled_at: null,
  cancellation_reason: null,
  confirmation_method: "automatic",
  customer_account: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method: null,
  payment_method_configuration_details: null,
  payment_method_options: {
    card: {
      installments: null,
      mandate_options: null,
      network: null,
      request_three_d_secure: "automatic",
    },
  },
  payment_method_types: ["card"] as string[],
  payment_record: null,
  processing: null,
  review: null,
  source: null,
  statement_descriptor: null,
  transfer_data: null,
} as const
