/**
 * A new Checkout Session for a purchase, even if Stripe refuses some optional details:
 * none of those is worth losing an order.
 */

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import {
  hashOf,
  withoutOptionalDetails,
  type Purchase,
  purchaseFingerprint,
} from "../../modules/stripe-checkout/domain/checkout/purchase"
import type { CheckoutSessionSnapshot } from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  isResourceMissing,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import { openCheckoutSessionKey } from "../../modules/stripe-checkout/domain/idempotency-keys"
import {
  canceledUrl,
  joinUrl,
  returnUrl,
} from "../../modules/stripe-checkout/domain/urls"
import type { ResolvedOptions } from "../../modules/stripe-checkout/options/schema"
import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import {
  CHECKOUT_SESSION_LIFETIME_SECONDS,
  type CheckoutSessionInput,
} from "../../modules/stripe-checkout/stripe/checkout-session-params"
import type { RequestLimits } from "../../modules/stripe-checkout/stripe/time-budget"
import { resolveModule } from "../support/module"
import { storefrontPaymentUrl } from "../support/storefront-urls"
import { readCheckoutChoice } from "./checkout-choice"
import { checkoutRefusal } from "./refusals"
import { findStripeCustomer, replaceStripeCustomer } from "./stripe-customer"

type Limits = () => RequestLimits

/** @throws StripePaymentError when the purchase cannot be paid at Stripe now. */
export async function createCheckoutSession(
  container: MedusaContainer,
  target: CheckoutTarget,
  limits: Limits
): Promise<CheckoutSessionSnapshot> {
  const { purchase } = target
  const { gateway } = resolveModule(container).accounts.get(purchase.account)
  const open = async (displayed: Purchase, customer: string | null) =>
    gateway.openCheckoutSession(
      ...(await prepareCheckoutSession(container, target, {
        displayed,
        customer,
      })),
      limits()
    )
  const customer = await customerOrNull(container, purchase, () =>
    findStripeCustomer(container, purchase, limits)
  )
  try {
    return await open(purchase, customer)
  } catch (error) {
    if (customer && isResourceMissing(error, "customer")) {
      return open(
        purchase,
        await customerOrNull(container, purchase, () =>
          replaceStripeCustomer(container, purchase, {
            missing: customer,
            limits,
          })
        )
      )
    }
    const plain = withoutOptionalDetails(purchase, readRefusedParam(error))
    if (!plain) {
      throw error
    }
    warn(
      container,
      purchase,
      `The Checkout Session is opened without optional details: ${(error as Error).message}`
    )
    return open(plain, customer)
  }
}

/** A customer that cannot be created must not prevent the payment. */
async function customerOrNull(
  container: MedusaContainer,
  purchase: Purchase,
  findCustomer: () => Promise<string | null>
): Promise<string | null> {
  try {
    return await findCustomer()
  } catch (error) {
    if (!(error instanceof StripePaymentError)) {
      throw error
    }
    warn(
      container,
      purchase,
      `No Stripe customer could be created, so the Checkout Session has only the e-mail: ${error.message}`
    )
    return null
  }
}

function readRefusedParam(error: unknown): string | null {
  return error instanceof StripePaymentError && error.failure.kind === "refused"
    ? error.failure.param
    : null
}

function warn(
  container: MedusaContainer,
  { cartId, paymentSessionId }: Purchase,
  message: string
): void {
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .warn(
      `stripe-checkout: ${cartId ?? "payment"}, ${paymentSessionId}: ${message}`
    )
}

/**
 * A shopper needs one or two; a script with the link must not flood the account. A cart may
 * have several payment sessions, and starting another must not start the count again.
 */
const MAX_CHECKOUT_SESSIONS_PER_PAYMENT = 50
const MAX_CHECKOUT_SESSIONS_PER_PURCHASE = 100

/** Stripe accepts nothing shorter than 30 minutes, measured when the request arrives. */
const MINIMUM_SECONDS_AT_STRIPE = 31 * 60

interface CheckoutTarget {
  readonly purchase: Purchase
  readonly lease: Lease
  readonly row: PaymentRow
}

/**
 * Stores what will be sent to Stripe before it is sent. After a crash the same purchase
 * is sent again with the same key, and Stripe returns the session it opened already.
 */
async function prepareCheckoutSession(
  container: MedusaContainer,
  target: CheckoutTarget,
  content: { readonly displayed: Purchase; readonly customer: string | null }
): Promise<readonly [CheckoutSessionInput, string]> {
  const { purchase, lease } = target
  const { accounts, payments, options } = resolveModule(container)
  const { clock } = accounts.get(purchase.account).gateway
  const { attempt, expiresAt } = nextAttempt(target, clock.now())
  if (
    attempt > MAX_CHECKOUT_SESSIONS_PER_PAYMENT ||
    (await payments.countCheckoutSessions(lease.purchaseId)) >=
      MAX_CHECKOUT_SESSIONS_PER_PURCHASE
  ) {
    throw checkoutRefusal("too_many_attempts")
  }
  await payments.write(lease, {
    checkout_session_attempt: attempt,
    page_hash: purchaseFingerprint(purchase),
    contents_hash: purchase.contentsHash,
    // That of a payment link follows its order's balance.
    amount: toMajorUnits(purchase.amount, purchase.currencyCode),
    checkout_session_expires_at: new Date(expiresAt * 1000).toISOString(),
    checkout_session_id: null,
    // An earlier Checkout Session may have expired; this one has not.
    state: "awaiting_customer",
    reason: null,
  })
  const session: CheckoutSessionInput = {
    purchase: content.displayed,
    stripeCustomerId: content.customer,
    ...(await readCheckoutChoice(container, purchase, target.row.order_id)),
    ...(purchase.cartId && options.delayedPayments === "place_at_once"
      ? { isPlacedAtOnce: true }
      : {}),
    // Left out, so that the keys of what an earlier release opened stay the same.
    ...(options.savedCards === "off" ? {} : { savedCards: options.savedCards }),
    successUrl: returnUrl(options.backendUrl),
    cancelUrl: cancelUrlOf(purchase, options),
    expiresAt,
  }
  // Another release of the store may send other parameters, which need another key.
  const key = openCheckoutSessionKey(purchase.paymentSessionId, {
    attempt,
    plan: hashOf(session),
  })
  return [session, key]
}

/**
 * Whoever sees Stripe's page sees this address. Where the storefront's path has the cart's
 * id, it leads over the return page, which knows the shopper's browser.
 */
function cancelUrlOf(purchase: Purchase, options: ResolvedOptions): string {
  if (options.storefrontPaths.payment.includes("{cart_id}")) {
    return canceledUrl(options.backendUrl, purchase.paymentSessionId)
  }
  return (
    storefrontPaymentUrl(options, {
      cart_id: purchase.cartId,
      country_code: purchase.countryCode,
      locale: purchase.locale,
      reason: "canceled",
    }) ?? joinUrl(options.storefrontUrl, "")
  )
}

/** @param nowAtStripe milliseconds since 1970 */
function nextAttempt(
  { purchase, row }: CheckoutTarget,
  nowAtStripe: number
): {
  readonly attempt: number
  /** Unix seconds. */
  readonly expiresAt: number
} {
  const now = Math.floor(nowAtStripe / 1000)
  const plannedUntil = row.checkout_session_expires_at
    ? Date.parse(row.checkout_session_expires_at) / 1000
    : 0
  const wasInterrupted =
    row.checkout_session_attempt > 0 &&
    row.checkout_session_id === null &&
    row.page_hash === purchaseFingerprint(purchase) &&
    plannedUntil - now > MINIMUM_SECONDS_AT_STRIPE
  return wasInterrupted
    ? { attempt: row.checkout_session_attempt, expiresAt: plannedUntil }
    : {
        attempt: row.checkout_session_attempt + 1,
        expiresAt: Math.min(
          now + CHECKOUT_SESSION_LIFETIME_SECONDS,
          Math.max(now + MINIMUM_SECONDS_AT_STRIPE, endOfLink(purchase))
        ),
      }
}

/** A page that outlives its link by minutes is expired by the link's synchronization. */
function endOfLink({ link }: Purchase): number {
  return link?.expiresAt
    ? Math.floor(Date.parse(link.expiresAt) / 1000)
    : Infinity
}
