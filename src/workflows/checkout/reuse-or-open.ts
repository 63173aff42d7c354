/**
 * The hosted page for a purchase: the one that is open already, or a new one.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { StripePaymentError } from "../../modules/stripe-checkout/domain/errors"
import type { CheckoutSessionSnapshot } from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  type Purchase,
  purchaseFingerprint,
} from "../../modules/stripe-checkout/domain/checkout/purchase"
import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import type {
  PaymentPatch,
  PaymentRow,
} from "../../modules/stripe-checkout/repositories/payment-row"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { createCheckoutSession } from "./create-checkout-session"
import { checkoutError } from "./refusals"
import { resolveModule } from "../support/module"

/** A page with less time left would run out while the shopper types. */
const MINIMUM_SECONDS_LEFT = 5 * 60

interface ReuseOrOpenInput {
  readonly purchase: Purchase
  readonly lease: Lease | null
}

export interface OpenCheckoutSession {
  readonly checkoutSessionId: string
  readonly paymentIntentId: string | null
  readonly url: string
  /** ISO date. */
  readonly expiresAt: string
}

/** @throws MedusaError with a code that says why no page could be opened. */
export const reuseOrOpenStep = createStep(
  "reuse-or-open",
  async ({ purchase, lease }: ReuseOrOpenInput, { container }) => {
    if (!lease) {
      throw checkoutError("busy")
    }
    try {
      const page = await reuseOrOpen(container, purchase, lease)
      return new StepResponse(page)
    } catch (error) {
      if (!(error instanceof StripePaymentError)) {
        throw error
      }
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(formatForLog(purchase, error))
      throw toCheckoutError(error)
    }
  }
)

async function reuseOrOpen(
  container: MedusaContainer,
  purchase: Purchase,
  lease: Lease
): Promise<OpenCheckoutSession> {
  const module = resolveModule(container)
  const { payments } = module
  const { gateway } = module.accounts.get(purchase.account)
  const row = await payments.findBy(
    "payment_session_id",
    purchase.paymentSessionId
  )
  if (!row) {
    throw checkoutError("unknown")
  }
  const limits = startTimeBudget(TIME_BUDGETS.payRoute)
  const current = row.checkout_session_id
    ? await gateway.retrieveCheckoutSession(row.checkout_session_id, limits())
    : null
  if (current?.status === "complete") {
    throw checkoutError("already_paid")
  }
  if (current?.status === "open") {
    if (isStillRight(current, row, purchase)) {
      await payments.write(lease, nextSyncAfter(current))
      return toOpenCheckoutSession(current)
    }
    const closed = await gateway.expireCheckoutSession(current.id, limits())
    assertClosed(closed)
  }
  const opened = await createCheckoutSession(
    container,
    { purchase, lease, row },
    limits
  )
  await payments.write(lease, {
    checkout_session_id: opened.id,
    ...nextSyncAfter(opened),
  })
  return toOpenCheckoutSession(opened)
}

/** Until then the shopper, or Stripe's event, says what became of the page. */
function nextSyncAfter(page: CheckoutSessionSnapshot): PaymentPatch {
  const next = new Date((page.expiresAt + 60) * 1000)
  return { next_sync_at: next.toISOString() }
}

/** Two pages that both take money must never exist. */
function assertClosed(page: CheckoutSessionSnapshot | null): void {
  if (page?.status === "complete") {
    throw checkoutError("already_paid")
  }
  if (page && page.status !== "expired") {
    throw checkoutError("stripe_unavailable")
  }
}

function isStillRight(
  page: CheckoutSessionSnapshot,
  row: PaymentRow,
  purchase: Purchase
): boolean {
  const secondsLeft = page.expiresAt - Date.now() / 1000
  return (
    page.paymentSessionId === purchase.paymentSessionId &&
    page.amountTotal === purchase.amount &&
    row.page_hash === purchaseFingerprint(purchase) &&
    secondsLeft > MINIMUM_SECONDS_LEFT
  )
}

function toOpenCheckoutSession(
  page: CheckoutSessionSnapshot
): OpenCheckoutSession {
  if (!page.url) {
    throw checkoutError("already_paid")
  }
  return {
    checkoutSessionId: page.id,
    paymentIntentId: page.paymentIntentId,
    url: page.url,
    expiresAt: new Date(page.expiresAt * 1000).toISOString(),
  }
}

/** The shopper reads that it did not work; the merchant reads why. */
function formatForLog(
  { cartId, paymentSessionId }: Purchase,
  { failure, message }: StripePaymentError
): string {
  const request = failure.requestId ? ` (${failure.requestId})` : ""
  return `stripe-checkout: ${cartId ?? "payment"}, ${paymentSessionId}: the payment page could not be opened: ${message}${request}`
}

function toCheckoutError({ failure, message }: StripePaymentError) {
  if (failure.kind !== "refused") {
    return checkoutError("stripe_unavailable")
  }
  return failure.code === "amount_too_small"
    ? checkoutError("amount_too_small", message)
    : checkoutError("stripe_refused")
}
