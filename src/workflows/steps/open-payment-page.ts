/**
 * The hosted page for a purchase: the one that is open already, or a new one.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { openPageKey } from "../../modules/stripe-checkout/domain/idempotency-keys"
import { StripePaymentError } from "../../modules/stripe-checkout/domain/payment-error"
import type { CheckoutSessionSnapshot } from "../../modules/stripe-checkout/domain/payment-state"
import {
  type Purchase,
  purchaseFingerprint,
} from "../../modules/stripe-checkout/domain/purchase"
import { joinUrl, returnUrl } from "../../modules/stripe-checkout/domain/urls"
import type { Lease } from "../../modules/stripe-checkout/rows/leases"
import type {
  PaymentPatch,
  PaymentRow,
} from "../../modules/stripe-checkout/rows/payment-row"
import { CHECKOUT_SESSION_LIFETIME_SECONDS } from "../../modules/stripe-checkout/stripe/checkout-session-params"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { refusePayment } from "./refuse-payment"
import { resolveModule } from "./resolve-module"
import { storefrontPaymentUrl } from "./storefront-addresses"

/** A shopper needs one or two; a script that knows a link must not fill an account. */
const MAXIMUM_PAGES_PER_PAYMENT = 50

/** A page with less time left would run out while the shopper types. */
const MINIMUM_SECONDS_LEFT = 5 * 60

/** Stripe accepts nothing shorter than 30 minutes, measured when the request arrives. */
const MINIMUM_SECONDS_AT_STRIPE = 31 * 60

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
      throw error instanceof StripePaymentError ? toRefusal(error) : error
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
  const opened = await gateway.openCheckoutSession(
    ...(await planPage(container, { purchase, lease, row })),
    limits()
  )
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

/**
 * Writes down what will be sent, and under which key, before it is sent. After a
 * crash the same purchase is sent again with the same parameters, and Stripe
 * answers with the page that it had opened already.
 */
async function planPage(
  container: MedusaContainer,
  target: {
    readonly purchase: Purchase
    readonly lease: Lease
    readonly row: PaymentRow
  }
) {
  const { purchase, lease, row } = target
  const { payments, options } = resolveModule(container)
  const fingerprint = purchaseFingerprint(purchase)
  const now = Math.floor(Date.now() / 1000)
  const plannedUntil = row.page_expires_at
    ? Date.parse(row.page_expires_at) / 1000
    : 0
  const wasInterrupted =
    row.open_attempt > 0 &&
    row.checkout_session_id === null &&
    row.fingerprint === fingerprint &&
    plannedUntil - now > MINIMUM_SECONDS_AT_STRIPE

  const attempt = wasInterrupted ? row.open_attempt : row.open_attempt + 1
  const expiresAt = wasInterrupted
    ? plannedUntil
    : now + CHECKOUT_SESSION_LIFETIME_SECONDS
  if (attempt > MAXIMUM_PAGES_PER_PAYMENT) {
    throw refusePayment("too_many_attempts")
  }
  await payments.write(lease, {
    open_attempt: attempt,
    fingerprint,
    page_expires_at: new Date(expiresAt * 1000).toISOString(),
    checkout_session_id: null,
  })
  return [
    {
      purchase,
      captureMethod: options.captureMethod,
      successUrl: returnUrl(options.backendUrl),
      cancelUrl:
        storefrontPaymentUrl(options, {
          cart_id: purchase.cartId,
          country_code: purchase.countryCode,
          locale: purchase.locale,
          reason: "canceled",
        }) ?? joinUrl(options.storefrontUrl, ""),
      expiresAt,
    },
    openPageKey(purchase.paymentSessionId, attempt),
  ] as const
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

function toRefusal(error: StripePaymentError) {
  return error.failure.kind === "refused"
    ? refusePayment("stripe_refused", error.message)
    : refusePayment("stripe_unavailable", error.message)
}
