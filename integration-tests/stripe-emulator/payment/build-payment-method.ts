import type Stripe from "stripe"
import type { PendingCard } from "../state/account"
import type { Context } from "../state/context"
import { countryOf } from "./card-country"
import { fingerprintOf } from "./card-number"
import { walletOf } from "./card-wallet"
import type { TestCard } from "./test-cards"

export const cardExpiry = { exp_month: 12, exp_year: 2034 } as const

export const noAddress: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
}

export function billingDetailsOf(paid: PendingCard) {
  return {
    address: noAddress,
    email: paid.email,
    name: paid.name,
    phone: null,
    tax_id: null,
  }
}

/** The card of a failed attempt, as `last_payment_error` shows it in full. */
export function buildPaymentMethod(
  context: Context,
  id: string,
  { card, paid }: { card: TestCard; paid: PendingCard }
): Stripe.PaymentMethod {
  return {
    id,
    object: "payment_method",
    allow_redisplay: "limited",
    billing_details: billingDetailsOf(paid),
    card: {
      ...cardExpiry,
      brand: card.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: card.decline?.code === "incorrect_cvc" ? "fail" : "pass",
      },
      country: countryOf(paid.number),
      display_brand: card.brand,
      fingerprint: fingerprintOf(paid.number),
      funding: card.funding,
      generated_from: null,
      last4: paid.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: walletOf(paid),
    },
    created: context.emulator.clock.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  }
}
