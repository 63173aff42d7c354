/**
 * A payment of an order's balance with the card that paid the order, made by the merchant
 * without the customer. It has no Checkout Session: its PaymentIntent is created first, its
 * id written to the payment's row, and only then confirmed. So whoever reads the row after a
 * crash finds the PaymentIntent, and Stripe says what became of the money.
 */

interface StripeIds {
  readonly checkout_session_id: string | null
  readonly payment_intent_id: string | null
  /** Hash of what Stripe's page shows; null where there is no page. */
  readonly page_hash: string | null
}

/** Whether the row's PaymentIntent belongs to no Checkout Session. */
export function isOffSession<Row extends StripeIds>(
  row: Row
): row is Row & { readonly payment_intent_id: string } {
  return (
    row.payment_intent_id !== null &&
    row.checkout_session_id === null &&
    row.page_hash === null
  )
}

/** Nothing was charged, and Stripe can be kept from charging it. */
const UNPAID: ReadonlySet<string> = new Set([
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
])

/** What a PaymentIntent's status means for whoever wants to be paid in another way. */
export function readEnd(status: string): "unpaid" | "over" | "paid" {
  if (UNPAID.has(status)) {
    return "unpaid"
  }
  // One that is canceled was never charged, or its money is released.
  return status === "canceled" ? "over" : "paid"
}

/** A card that may be charged again, and where that was agreed to. */
export interface CardAgreement {
  readonly stripeCustomerId: string
  readonly card: {
    readonly id: string
    readonly brand: string
    readonly last4: string
    readonly expMonth: number
    readonly expYear: number
  }
  /** The PaymentIntent that the customer paid with, under that agreement. */
  readonly paymentIntentId: string
  /** Unix seconds. */
  readonly agreedAt: number
}

export interface OffSessionRefusalFacts {
  readonly isEnabled: boolean
  readonly agreement: CardAgreement | null
  /** Stripe's customers of the one whom the order belongs to now. */
  readonly stripeCustomerIds: readonly string[]
}

export type OffSessionRefusal = "not_enabled" | "no_agreement"

/** The agreement is the payer's: whoever the order was transferred to has not agreed to anything. */
export function refuseOffSession({
  isEnabled,
  agreement,
  stripeCustomerIds,
}: OffSessionRefusalFacts): OffSessionRefusal | null {
  if (!isEnabled) {
    return "not_enabled"
  }
  return agreement && stripeCustomerIds.includes(agreement.stripeCustomerId)
    ? null
    : "no_agreement"
}
