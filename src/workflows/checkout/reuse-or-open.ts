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
import { openNewPage } from "./create-checkout-session"
import { refusePayment } from "./refusals"
import { resolveModule } from "../support/module"

/** A page with less time left would run out while the shopper types. */
const MINIMUM_SECONDS_LEFT = 5 * 60

interface OpenPageInput {
  readonly purchase: Purchase
  readonly lease: Lease | null
}

export interface OpenPage {
  readonly checkoutSessionId: string
  readonly paymentIntentId: string | null
  readonly url: string
  /** ISO date. */
  readonly expiresAt: string
}

/** @throws MedusaError with a code that says why no page could be opened. */
export const openPaymentPageStep = createStep(
  "open-payment-page",
  async ({ purchase, lease }: OpenPageInput, { container }) => {
    if (!lease) {
      throw refusePayment("busy")
    }
    try {
      const page = await openPaymentPage(container, purchase, lease)
      return new StepResponse(page)
    } catch (error) {
      if (!(error instanceof StripePaymentError)) {
        throw error
      }
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(describeForLog(purchase, error))
      throw toRefusal(error)
    }
  }
)

async function openPaymentPage(
  container: MedusaContainer,
  purchase: Purchase,
  lease: Lease
): Promise<OpenPage> {
  const module = resolveModule(container)
  const { payments } = module
  const { gateway } = module.accounts.get(purchase.account)
  const row = await payments.findBy(
    "payment_session_id",
    purchase.paymentSessionId
  )
  if (!row) {
    throw refusePayment("unknown")
  }
  const limits = startTimeBudget(TIME_BUDGETS.payRoute)
  const current = row.checkout_session_id
    ? await gateway.retrieveCheckoutSession(row.checkout_session_id, limits())
    : null
  if (current?.status === "complete") {
    throw refusePayment("already_paid")
  }
  if (current?.status === "open") {
    if (isStillRight(current, row, purchase)) {
      await payments.write(lease, nextLookAfter(current))
      return toOpenPage(current)
    }
    const closed = await gateway.expireCheckoutSession(current.id, limits())
    refuseUnlessClosed(closed)
  }
  const opened = await openNewPage(container, { purchase, lease, row }, limits)
  await payments.write(lease, {
    checkout_session_id: opened.id,
    ...nextLookAfter(opened),
  })
  return toOpenPage(opened)
}

/** Until then the shopper, or Stripe's event, says what became of the page. */
function nextLookAfter(page: CheckoutSessionSnapshot): PaymentPatch {
  const next = new Date((page.expiresAt + 60) * 1000)
  return { next_look_at: next.toISOString() }
}

/** Two pages that both take money must never exist. */
function refuseUnlessClosed(page: CheckoutSessionSnapshot | null): void {
  if (page?.status === "complete") {
    throw refusePayment("already_paid")
  }
  if (page && page.status !== "expired") {
    throw refusePayment("stripe_unavailable")
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
    row.fingerprint === purchaseFingerprint(purchase) &&
    secondsLeft > MINIMUM_SECONDS_LEFT
  )
}

function toOpenPage(page: CheckoutSessionSnapshot): OpenPage {
  if (!page.url) {
    throw refusePayment("already_paid")
  }
  return {
    checkoutSessionId: page.id,
    paymentIntentId: page.paymentIntentId,
    url: page.url,
    expiresAt: new Date(page.expiresAt * 1000).toISOString(),
  }
}

/** The shopper reads that it did not work; the merchant reads why. */
function describeForLog(
  { cartId, paymentSessionId }: Purchase,
  { failure, message }: StripePaymentError
): string {
  const request = failure.requestId ? ` (${failure.requestId})` : ""
  return `stripe-checkout: ${cartId ?? "payment"}, ${paymentSessionId}: the payment page could not be opened: ${message}${request}`
}

function toRefusal({ failure, message }: StripePaymentError) {
  if (failure.kind !== "refused") {
    return refusePayment("stripe_unavailable")
  }
  return failure.code === "amount_too_small"
    ? refusePayment("amount_too_small", message)
    : refusePayment("stripe_refused")
}
