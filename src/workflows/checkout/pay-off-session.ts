/**
 * Pays an order's open request with a saved card, under the purchase's lease: whatever else
 * could be paid for it is closed first, and a card that is not charged leaves nothing behind.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { isOffSession } from "../../modules/stripe-checkout/domain/checkout/off-session-payment"
import {
  hashOf,
  type Purchase,
} from "../../modules/stripe-checkout/domain/checkout/purchase"
import {
  orFailure,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import { createOffSessionKey } from "../../modules/stripe-checkout/domain/idempotency-keys"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import { because } from "../../modules/stripe-checkout/domain/reasons/reason"
import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type {
  Decline,
  OffSessionPayment,
} from "../../modules/stripe-checkout/stripe/off-session"
import {
  type RequestLimits,
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { resolveModule } from "../support/module"
import { readCheckoutChoice } from "./checkout-choice"
import { endOffSession, forgetOffSession, notPaid } from "./end-off-session"
import type { ChargeableCard } from "./find-chargeable-card"
import { type PurchaseReading, readPurchase } from "./load-purchase"
import { checkoutRefusal } from "./refusals"

interface PayInput {
  readonly reading: PurchaseReading
  readonly lease: Lease | null
  readonly chargeable: ChargeableCard
  readonly actor: string | null
}

/** What a payment needs while its lease is held. */
interface Attempt {
  readonly purchase: Purchase
  readonly lease: Lease
  readonly row: PaymentRow
  readonly limits: () => RequestLimits
}

export interface OffSessionOutcome {
  /** Null where the money is held or captured. */
  readonly decline: Decline | null
}

/** @throws MedusaError with a code that says why nothing could be charged. */
export const payOffSessionStep = createStep(
  "pay-off-session",
  async (input: PayInput, { container }) => {
    const answer = await orFailure(payOffSession(container, input))
    if (!(answer instanceof StripePaymentError)) {
      return new StepResponse(answer)
    }
    const { purchase } = input.reading
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `stripe-checkout: ${purchase.paymentSessionId}: the saved card could not be charged: ${answer.message}`
      )
    throw checkoutRefusal(
      answer.failure.kind === "refused"
        ? "stripe_refused"
        : "stripe_unavailable"
    )
  }
)

async function payOffSession(
  container: MedusaContainer,
  { reading: { purchase }, lease, chargeable, actor }: PayInput
): Promise<OffSessionOutcome> {
  const row = await resolveModule(container).payments.findBy(
    "payment_session_id",
    purchase.paymentSessionId
  )
  if (!lease || !row) {
    throw checkoutRefusal("busy")
  }
  const limits = startTimeBudget(TIME_BUDGETS.background)
  const attempt: Attempt = { purchase, lease, row, limits }
  await closeWhatIsOpen(container, attempt)
  const paymentIntentId = await createPayment(container, attempt, {
    chargeable,
    actor,
  })
  return confirmPayment(container, attempt, paymentIntentId)
}

/** Two ways to pay the same amount must never be open at once. */
async function closeWhatIsOpen(
  container: MedusaContainer,
  { row, limits }: Attempt
): Promise<void> {
  if (isOffSession(row)) {
    if ((await endOffSession(container, row, limits)) === "paid") {
      throw checkoutRefusal("already_paid")
    }
    return
  }
  if (row.checkout_session_id === null || row.state === "expired") {
    return
  }
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  const { status } = await gateway.expireCheckoutSession(
    row.checkout_session_id,
    limits()
  )
  // A bank debit that failed later leaves a complete Checkout Session without money.
  if (status === "complete" && row.state !== "failed") {
    throw checkoutRefusal("already_paid")
  }
  if (status === "open") {
    throw checkoutRefusal("stripe_unavailable")
  }
}

const MOST_ATTEMPTS = 50

/** Its id is in the row before the card is charged. */
async function createPayment(
  container: MedusaContainer,
  { purchase, lease, row, limits }: Attempt,
  { chargeable: { agreement }, actor }: Pick<PayInput, "chargeable" | "actor">
): Promise<string> {
  const { accounts, payments } = resolveModule(container)
  const attempt = row.checkout_session_attempt + 1
  if (attempt > MOST_ATTEMPTS) {
    throw checkoutRefusal("too_many_attempts")
  }
  await payments.write(lease, {
    ...notPaid(null),
    checkout_session_attempt: attempt,
    amount: toMajorUnits(purchase.amount, purchase.currencyCode),
  })
  const { captureMethod } = await readCheckoutChoice(
    container,
    purchase,
    row.order_id
  )
  const payment: OffSessionPayment = {
    amount: purchase.amount,
    currencyCode: purchase.currencyCode,
    stripeCustomerId: agreement.stripeCustomerId,
    paymentMethodId: agreement.card.id,
    captureMethod: captureMethod === "automatic" ? "automatic" : "manual",
    paymentSessionId: purchase.paymentSessionId,
    requestedBy: actor,
  }
  const key = createOffSessionKey(purchase.paymentSessionId, {
    attempt,
    plan: hashOf(payment),
  })
  const { gateway } = accounts.get(row.stripe_account)
  const id = await gateway.offSession.create(payment, key, limits())
  await payments.write(lease, {
    payment_intent_id: id,
    // The event about the page that was closed may have brought it back meanwhile.
    checkout_session_id: null,
    page_hash: null,
  })
  return id
}

async function confirmPayment(
  container: MedusaContainer,
  attempt: Attempt,
  paymentIntentId: string
): Promise<OffSessionOutcome> {
  const { row, lease, limits, purchase } = attempt
  const { accounts, leases } = resolveModule(container)
  const end = async () =>
    endOffSession(
      container,
      { ...row, payment_intent_id: paymentIntentId },
      limits
    )
  try {
    await assertStillOwed(container, purchase)
  } catch (error) {
    await end()
    await forgetOffSession(container, lease, null)
    throw error
  }
  await leases.assertHeld(lease)
  const { offSession } = accounts.get(row.stripe_account).gateway
  const answer = await orFailure(offSession.confirm(paymentIntentId, limits()))
  if (answer === null) {
    return { decline: null }
  }
  // After a lost answer this is how to learn what came of it. Where Stripe does not say, the
  // row names the PaymentIntent, and its synchronization finds out.
  if ((await end()) === "paid") {
    return { decline: null }
  }
  const reason =
    answer instanceof StripePaymentError
      ? null
      : because("saved_card_declined", { message: answer.message })
  await forgetOffSession(container, lease, reason)
  if (answer instanceof StripePaymentError) {
    throw answer
  }
  return { decline: answer }
}

/** The order's balance may have changed during the requests to Stripe. */
async function assertStillOwed(
  container: MedusaContainer,
  { amount, paymentSessionId }: Purchase
): Promise<void> {
  const now = await readPurchase(container, paymentSessionId)
  if (now.purchase.amount !== amount) {
    throw checkoutRefusal("amount_changed")
  }
}
