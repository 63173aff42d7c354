import type Stripe from "stripe"
import type { PendingCard } from "../state/account"
import type { Context } from "../state/context"
import { idOf, newId } from "../state/ids"
import { settleCharge } from "./balance-transactions"
import { calculatedDescriptor } from "./calculated-descriptor"
import { billingDetailsOf, cardExpiry } from "./build-payment-method"
import { countryOf } from "./card-country"
import { fingerprintOf } from "./card-number"
import { outcomeOf } from "./card-outcome"
import { walletOf } from "./card-wallet"
import {
  type CardFeature,
  type CardFeatures,
  overcaptureOf,
} from "./card-features"
import type { Decline } from "./declines"
import type { TestCard } from "./test-cards"

/** How long an issuer holds money for an online payment. */
const authorizationLife = 7 * 24 * 60 * 60

/** With an extended authorization. */
const extendedLife = 30 * 24 * 60 * 60

export type ChargeFacts = {
  paymentIntent: Stripe.PaymentIntent
  paid: PendingCard
  card: TestCard
  decline: Decline | null
  granted: CardFeatures
}

/** One attempt to charge the card or to hold the money. */
export function buildCharge(
  context: Context,
  facts: ChargeFacts
): Stripe.Charge {
  const { decline, paid, paymentIntent } = facts
  const isCaptured =
    decline === null && paymentIntent.capture_method !== "manual"
  const id = newId.charge()
  const details = { type: "card", card: cardDetails(context, facts) } as const
  return {
    ...unusedFeatures,
    id,
    object: "charge",
    amount: paymentIntent.amount,
    amount_captured: isCaptured ? paymentIntent.amount : 0,
    amount_refunded: 0,
    balance_transaction: isCaptured
      ? settlementOf(context, paymentIntent, { id, details })
      : null,
    billing_details: billingDetailsOf(paid),
    calculated_statement_descriptor: calculatedDescriptor(
      paymentIntent.statement_descriptor_suffix
    ),
    captured: isCaptured,
    created: context.emulator.clock.now(),
    currency: paymentIntent.currency,
    customer: paymentIntent.customer,
    description: paymentIntent.description,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: fraudDetailsOf(decline),
    // Stripe copies metadata once, when it creates the Charge.
    metadata: { ...paymentIntent.metadata },
    outcome: outcomeOf({ followUp: facts.card.followUp, decline }),
    paid: decline === null,
    payment_intent: paymentIntent.id,
    payment_method: paymentMethodOf(paymentIntent, paid),
    payment_method_details: details,
    receipt_email: paymentIntent.receipt_email,
    receipt_url: receiptOf(id, decline),
    shipping: paymentIntent.shipping,
    statement_descriptor_suffix: paymentIntent.statement_descriptor_suffix,
    status: decline === null ? "succeeded" : "failed",
    transfer_group: paymentIntent.transfer_group,
  }
}

function paymentMethodOf(
  { payment_method: known }: Stripe.PaymentIntent,
  { savedAs }: PendingCard
): string {
  return savedAs ?? (idOf(known) || newId.paymentMethod())
}

/** Null only for automatic_async: Stripe settles later and sends `charge.updated` then. */
function settlementOf(
  context: Context,
  { amount, capture_method, currency }: Stripe.PaymentIntent,
  charge: { id: string; details: Stripe.Charge.PaymentMethodDetails }
): string | null {
  return capture_method === "automatic"
    ? settleCharge(context, {
        id: charge.id,
        amount,
        currency,
        payment_method_details: charge.details,
      })
    : null
}

/** Stripe has a page for each receipt, whether it was sent or not: https://docs.stripe.com/receipts. */
function receiptOf(id: string, decline: Decline | null): string | null {
  return decline === null
    ? `https://pay.stripe.com/receipts/payment/${id}`
    : null
}

function fraudDetailsOf(decline: Decline | null): Stripe.Charge.FraudDetails {
  return decline?.isBlocked === true ? { stripe_report: "fraudulent" } : {}
}

function cardDetails(
  context: Context,
  { card, decline, granted, paid, paymentIntent }: ChargeFacts
): Stripe.Charge.PaymentMethodDetails.Card {
  const isHeld = decline === null && paymentIntent.capture_method === "manual"
  return {
    amount_authorized: decline === null ? paymentIntent.amount : null,
    authorization_code: decline === null ? "123456" : null,
    brand: card.brand,
    ...(isHeld
      ? { capture_before: context.emulator.clock.now() + lifeWith(granted) }
      : {}),
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: decline?.code === "incorrect_cvc" ? "fail" : "pass",
    },
    country: countryOf(paid.number),
    electronic_commerce_indicator: null,
    ...cardExpiry,
    fingerprint: fingerprintOf(paid.number),
    funding: card.funding,
    installments: null,
    last4: paid.number.slice(-4),
    mandate: null,
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: null,
    ...featuresOf(paymentIntent, granted),
    regulated_status: "unregulated",
    three_d_secure: card.challenge ? authenticated : null,
    transaction_link_id: null,
    wallet: walletOf(paid),
  }
}

function lifeWith(granted: CardFeatures): number {
  return granted.has("extended_authorization")
    ? extendedLife
    : authorizationLife
}

/** What was granted stands on the Charge. */
function featuresOf(
  paymentIntent: Stripe.PaymentIntent,
  granted: CardFeatures
) {
  const statusOf = (feature: CardFeature) =>
    granted.has(feature) ? "available" : "unavailable"
  return {
    extended_authorization: {
      status: granted.has("extended_authorization") ? "enabled" : "disabled",
    },
    incremental_authorization: {
      status: statusOf("incremental_authorization"),
    },
    multicapture: { status: statusOf("multicapture") },
    overcapture: overcaptureOf(
      paymentIntent.amount,
      granted.has("overcapture")
    ),
  } as const
}

const authenticated: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: "challenge",
  electronic_commerce_indicator: "05",
  exemption_indicator: null,
  result: "authenticated",
  result_reason: null,
  transaction_id: null,
  version: "2.2.0",
}

const unusedFeatures = {
  application: null,
  application_fee: null,
  application_fee_amount: null,
  disputed: false,
  failure_balance_transaction: null,
  livemode: false,
  on_behalf_of: null,
  radar_options: {},
  receipt_number: null,
  refunded: false,
  review: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  transfer_data: null,
} as const
