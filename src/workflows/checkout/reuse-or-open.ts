/**
 * The Checkout Session for a purchase: the one that is already open, or a new one.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { StripePaymentError } from "../../modules/stripe-checkout/domain/errors"
import { isOffSession } from "../../modules/stripe-checkout/domain/checkout/off-session-payment"
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
  type RequestLimits,
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { endOffSession, forgetOffSession } from "./end-off-session"
import { createCheckoutSession } from "./create-checkout-session"
import { checkoutRefusal } from "./refusals"
import { resolveModule } from "../support/module"

/** With less time left, a session would expire while the shopper types. */
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

/** @throws MedusaError with a code that says why no Checkout Session could be opened. */
export const reuseOrOpenStep = createStep(
  "reuse-or-open",
  async ({ purchase, lease }: ReuseOrOpenInput, { container }) => {
    if (!lease) {
      throw checkoutRefusal("busy")
    }
    try {
      const opened = await reuseOrOpen(container, purchase, lease)
      return new StepResponse(opened)
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
    throw checkoutRefusal("unknown")
  }
  // Two first clicks at once, while the cart moved to another market: the row has decided.
  if (row.stripe_account !== purchase.account) {
    throw checkoutRefusal("busy")
  }
  const limits = startTimeBudget(TIME_BUDGETS.payRoute)
  await endCharge(container, { row, lease, limits })
  // One that Stripe does not know may have been paid, so no second one is opened.
  const current = hasOpenSession(row)
    ? await gateway.retrieveCheckoutSession(row.checkout_session_id, limits())
    : null
  // A bank debit that failed later leaves a complete Checkout Session without money.
  if (current?.status === "complete" && row.state !== "failed") {
    throw checkoutRefusal("already_paid")
  }
  if (current?.status === "open") {
    if (isReusable(current, { row, purchase, now: gateway.clock.now() })) {
      await payments.write(lease, nextSyncAfter(current, purchase))
      return toOpenCheckoutSession(current)
    }
    const expired = await gateway.expireCheckoutSession(current.id, limits())
    assertExpired(expired)
  }
  const opened = await createCheckoutSession(
    container,
    { purchase, lease, row },
    limits
  )
  await payments.write(lease, {
    checkout_session_id: opened.id,
    ...nextSyncAfter(opened, purchase),
  })
  return toOpenCheckoutSession(opened)
}

/** A card that may still be charged for it must not be. */
async function endCharge(
  container: MedusaContainer,
  {
    row,
    lease,
    limits,
  }: {
    readonly row: PaymentRow
    readonly lease: Lease
    readonly limits: () => RequestLimits
  }
): Promise<void> {
  if (!isOffSession(row)) {
    return
  }
  if ((await endOffSession(container, row, limits)) === "paid") {
    throw checkoutRefusal("already_paid")
  }
  await forgetOffSession(container, lease, row.reason)
}

function hasOpenSession(
  row: PaymentRow
): row is PaymentRow & { readonly checkout_session_id: string } {
  return row.checkout_session_id !== null && row.state !== "expired"
}

/** Until then the shopper's return, or Stripe's event, triggers the sync. */
function nextSyncAfter(
  session: CheckoutSessionSnapshot,
  { link }: Purchase
): PaymentPatch {
  const end = (session.expiresAt + 60) * 1000
  const moment = link?.nextMoment ? Date.parse(link.nextMoment) : Infinity
  return { next_sync_at: new Date(Math.min(end, moment)).toISOString() }
}

/** Two Checkout Sessions that can both be paid must never exist. */
function assertExpired(session: CheckoutSessionSnapshot): void {
  if (session.status === "complete") {
    throw checkoutRefusal("already_paid")
  }
  if (session.status !== "expired") {
    throw checkoutRefusal("stripe_unavailable")
  }
}

function isReusable(
  session: CheckoutSessionSnapshot,
  {
    row,
    purchase,
    now,
  }: {
    readonly row: PaymentRow
    readonly purchase: Purchase
    /** Milliseconds since 1970, at Stripe. */
    readonly now: number
  }
): boolean {
  const secondsLeft = session.expiresAt - now / 1000
  return (
    session.paymentSessionId === purchase.paymentSessionId &&
    session.amountTotal === purchase.amount &&
    row.page_hash === purchaseFingerprint(purchase) &&
    secondsLeft > MINIMUM_SECONDS_LEFT
  )
}

function toOpenCheckoutSession(
  session: CheckoutSessionSnapshot
): OpenCheckoutSession {
  if (!session.url) {
    throw checkoutRefusal("already_paid")
  }
  return {
    checkoutSessionId: session.id,
    paymentIntentId: session.paymentIntentId,
    url: session.url,
    expiresAt: new Date(session.expiresAt * 1000).toISOString(),
  }
}

/** The shopper learns that it failed; the merchant reads why. */
function formatForLog(
  { cartId, paymentSessionId }: Purchase,
  { failure, message }: StripePaymentError
): string {
  const request = failure.requestId ? ` (${failure.requestId})` : ""
  return `stripe-checkout: ${cartId ?? "payment"}, ${paymentSessionId}: the Checkout Session could not be opened: ${message}${request}`
}

function toCheckoutError({ failure, message }: StripePaymentError) {
  if (failure.kind !== "refused") {
    return checkoutRefusal("stripe_unavailable")
  }
  return failure.code === "amount_too_small"
    ? checkoutRefusal("amount_too_small", message)
    : checkoutRefusal("stripe_refused")
}
