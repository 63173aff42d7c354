/**
 * Before an amount is requested in another way: a card that may still be charged for it must
 * not be.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { Reason } from "../../modules/stripe-checkout/domain/reasons/reason"
import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import type { PaymentPatch } from "../../modules/stripe-checkout/repositories/payment-row"
import type { RequestLimits } from "../../modules/stripe-checkout/stripe/time-budget"
import { resolveModule } from "../support/module"

interface OffSessionRow {
  readonly stripe_account: string
  readonly payment_intent_id: string
}

/**
 * @returns `paid` where its money is held, captured or on its way
 * @throws StripePaymentError where that is not known
 */
export async function endOffSession(
  container: MedusaContainer,
  row: OffSessionRow,
  limits: () => RequestLimits
): Promise<"ended" | "paid"> {
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  return gateway.offSession.end(row.payment_intent_id, limits)
}

/** The row is that of a payment link again which nobody has followed. */
export async function forgetOffSession(
  container: MedusaContainer,
  lease: Lease,
  reason: Reason | null
): Promise<void> {
  await resolveModule(container).payments.write(lease, notPaid(reason))
}

export function notPaid(reason: Reason | null): PaymentPatch {
  return {
    page_hash: null,
    checkout_session_id: null,
    checkout_session_expires_at: null,
    payment_intent_id: null,
    state: "awaiting_customer",
    reason,
  }
}
