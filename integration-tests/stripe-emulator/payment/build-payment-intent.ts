import type Stripe from "stripe"
import type { CheckoutSessionRecord } from "../state/account"
import type { Act } from "../state/act"
import { orNull } from "../api/wire"
import { newId } from "../state/ids"
import { emptyMetadata } from "../resources/metadata"

/** The PaymentIntent that a Checkout Session makes at the first attempt to pay. */
export function buildPaymentIntent(
  act: Act,
  record: CheckoutSessionRecord
): Stripe.PaymentIntent {
  const id = newId.paymentIntent()
  const { intentData, session, wantsManualCapture } = record
  return {
    ...unusedFeatures,
    id,
    object: "payment_intent",
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_received: 0,
    application_fee_amount: orNull(intentData.application_fee_amount),
    capture_method: wantsManualCapture
      ? "manual"
      : (intentData.capture_method ?? "automatic_async"),
    client_secret: newId.clientSecret(id),
    created: act.emulator.clock.now(),
    currency: session.currency ?? "usd",
    customer: typeof session.customer === "string" ? session.customer : null,
    description: orNull(intentData.description),
    metadata: emptyMetadata(intentData.metadata),
    receipt_email: orNull(intentData.receipt_email),
    setup_future_usage: orNull(intentData.setup_future_usage),
    shipping: shippingOf(intentData),
    statement_descriptor_suffix: orNull(intentData.statement_descriptor_suffix),
    status: "requires_payment_method",
    transfer_group: orNull(intentData.transfer_group),
  }
}

function shippingOf({
  shipping,
}: CheckoutSessionRecord["intentData"]): Stripe.PaymentIntent.Shipping | null {
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
} as const
