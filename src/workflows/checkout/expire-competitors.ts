import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { isOffSession } from "../../modules/stripe-checkout/domain/checkout/off-session-payment"
import { StripePaymentError } from "../../modules/stripe-checkout/domain/errors"
import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { requestSync } from "../support/events"
import { resolveModule } from "../support/module"
import { endOffSession } from "./end-off-session"
import type { PurchaseReading } from "./load-purchase"
import { checkoutRefusal } from "./refusals"

interface CompetitorsInput {
  readonly reading: PurchaseReading
  readonly lease: Lease | null
}

/**
 * Two Checkout Sessions must never request the same balance of an order: what is open
 * beside this purchase is expired first, unless the order owes enough for both.
 *
 * @throws MedusaError with a code when one of them cannot be expired.
 */
export const expireCompetitorsStep = createStep(
  "expire-competitors",
  async ({ reading, lease }: CompetitorsInput, { container }) => {
    for (const row of lease ? await findCompetitors(container, reading) : []) {
      await expire(container, row)
    }
    return new StepResponse(null)
  }
)

async function findCompetitors(
  container: MedusaContainer,
  { orderId, missing, purchase }: PurchaseReading
): Promise<PaymentRow[]> {
  if (!orderId || missing === null) {
    return []
  }
  const { payments } = resolveModule(container)
  const others = await payments.withOpenLinkOf(
    orderId,
    purchase.paymentSessionId
  )
  const requested = others.reduce(
    (sum, row) => sum + toMinorUnits(row.amount, row.currency_code),
    purchase.amount
  )
  return requested > missing ? others : []
}

async function end(
  container: MedusaContainer,
  row: PaymentRow
): Promise<string> {
  const limits = startTimeBudget(TIME_BUDGETS.deletePayment)
  if (isOffSession(row)) {
    const ended = await endOffSession(container, row, limits)
    return ended === "paid" ? "complete" : "expired"
  }
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  const { status } = await gateway.expireCheckoutSession(
    row.checkout_session_id ?? "",
    limits()
  )
  return status
}

async function expire(
  container: MedusaContainer,
  row: PaymentRow
): Promise<void> {
  const status = await end(container, row).catch((error: unknown) => {
    if (error instanceof StripePaymentError) {
      throw checkoutRefusal("stripe_unavailable")
    }
    throw error
  })
  await requestSync(container, row.payment_session_id)
  if (status !== "expired") {
    throw checkoutRefusal(status === "complete" ? "busy" : "stripe_unavailable")
  }
}
