import type Stripe from "stripe"
import type { PendingCard } from "../state/account"
import type { Context } from "../state/context"
import { newId } from "../state/ids"
import { buildCharge } from "./build-charge"
import { billingDetailsOf } from "./build-payment-method"
import { fingerprintOf } from "./card-number"
import { testCards } from "./test-cards"

/** The last digits of Stripe's German test account. */
const account = {
  bank_code: "37040044",
  branch_code: "",
  country: "DE",
  fingerprint: fingerprintOf("DE89370400440532013000"),
  last4: "3000",
} as const

export function buildDebitMethod(
  context: Context,
  paid: PendingCard
): Stripe.PaymentMethod {
  return {
    id: newId.paymentMethod(),
    object: "payment_method",
    allow_redisplay: "limited",
    billing_details: billingDetailsOf(paid),
    created: context.emulator.clock.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    sepa_debit: {
      ...account,
      generated_from: { charge: null, setup_attempt: null },
    },
    type: "sepa_debit",
  }
}

/** Radar assesses cards only: for anything else there is this level and no score. */
const notAssessed: Stripe.Charge.Outcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: "approved_by_network",
  reason: null,
  risk_level: "not_assessed",
  seller_message: "Payment complete.",
  type: "authorized",
}

const anyCard = "4242424242424242"

/** Pending until the bank answers. Like a Charge to a card otherwise. */
export function buildDebitCharge(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  paid: PendingCard
): Stripe.Charge {
  const card = testCards[anyCard]
  if (card === undefined) {
    throw new Error(`${anyCard} is not a test card.`)
  }
  const charge = buildCharge(context, {
    paymentIntent,
    paid: { ...paid, number: anyCard },
    card,
    decline: null,
    granted: new Set(),
  })
  return {
    ...charge,
    balance_transaction: null,
    // It exists for cards only.
    calculated_statement_descriptor: null,
    outcome: notAssessed,
    paid: false,
    payment_method_details: {
      type: "sepa_debit",
      sepa_debit: { ...account, mandate: null },
    },
    status: "pending",
  }
}
