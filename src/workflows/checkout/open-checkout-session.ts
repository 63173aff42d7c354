import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type { Purchase } from "../../modules/stripe-checkout/domain/checkout/purchase"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import { payLink } from "../../modules/stripe-checkout/domain/urls"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { findPurchaseOfOrder } from "../medusa/order-payment-rows"
import {
  accountData,
  writePaymentSessionData,
} from "../medusa/payment-session-data"
import { newRowId, resolveModule } from "../support/module"
import { releaseLeaseStep, takeLeaseStep } from "../support/purchase-lease"
import { expireCompetitorsStep } from "./expire-competitors"
import {
  type PurchaseReading,
  readPurchase,
  readPurchaseStep,
} from "./load-purchase"
import { checkoutRefusal, readCheckoutRefusal } from "./refusals"
import { type OpenCheckoutSession, reuseOrOpenStep } from "./reuse-or-open"

export interface OpenCheckoutSessionInput {
  payment_session_id: string
}

export interface OpenCheckoutSessionResult {
  /** Stripe's hosted page, where the shopper pays. */
  readonly url: string
  /** When the Checkout Session expires; an ISO date. */
  readonly expires_at: string
}

/** A second click waits for the first one's Checkout Session instead of opening another. */
const LEASE_WAIT_MS = 8_000

/**
 * Our row is written before Stripe is called, so that every Checkout Session has a row.
 */
const storePaymentStep = createStep(
  "store-payment",
  async ({ purchase, orderId }: PurchaseReading, { container }) => {
    const row = await resolveModule(container).payments.storeOnce({
      id: newRowId("scpay"),
      paymentSessionId: purchase.paymentSessionId,
      account: purchase.account,
      cartId: purchase.cartId,
      orderId,
      purchaseId: await findPurchaseId(container, { purchase, orderId }),
      currencyCode: purchase.currencyCode,
      amount: toMajorUnits(purchase.amount, purchase.currencyCode),
    })
    return new StepResponse({ id: row.id })
  }
)

/**
 * Writes the open Checkout Session into the payment session, and makes sure that the
 * payment session still exists: it may have been deleted during the request to Stripe.
 */
const bindPaymentSessionStep = createStep(
  "bind-payment-session",
  async ({ purchase, checkoutSession }: BindInput, { container }) => {
    const module = resolveModule(container)
    const id = purchase.paymentSessionId
    const isStillThere = await writePaymentSessionData(container, {
      session_id: id,
      url: payLink(module.options.backendUrl, id),
      checkout_session_id: checkoutSession.checkoutSessionId,
      payment_intent_id: checkoutSession.paymentIntentId,
      expires_at: checkoutSession.expiresAt,
      ...accountData(purchase.account),
    })
    const change = isStillThere
      ? await findChange(container, purchase)
      : checkoutRefusal("amount_changed")
    if (change) {
      const { gateway } = module.accounts.get(purchase.account)
      const limits = startTimeBudget(TIME_BUDGETS.deletePayment)
      await gateway.expireCheckoutSession(
        checkoutSession.checkoutSessionId,
        limits()
      )
      throw change
    }
    const result: OpenCheckoutSessionResult = {
      url: checkoutSession.url,
      expires_at: checkoutSession.expiresAt,
    }
    return new StepResponse(result)
  }
)

/** An order's balance may have changed during the request to Stripe, unlike its session. */
async function findChange(
  container: MedusaContainer,
  { cartId, paymentSessionId, amount }: Purchase
): Promise<Error | null> {
  if (cartId) {
    return null
  }
  try {
    const { purchase } = await readPurchase(container, paymentSessionId)
    return purchase.amount === amount ? null : checkoutRefusal("amount_changed")
  } catch (error) {
    if (readCheckoutRefusal(error) && error instanceof Error) {
      return error
    }
    throw error
  }
}

/**
 * Opens a Checkout Session for a payment session, or reuses the one that is open. The pay
 * link runs it.
 *
 * Double clicks, reloads and coming back a day later are harmless: an open Checkout
 * Session is reused while the purchase is the same, and replaced otherwise.
 *
 * @returns the URL of Stripe's hosted page, and until when it can be paid.
 * @throws MedusaError of type `MedusaError.Types.NOT_FOUND` with `code`
 * - `stripe_checkout_unknown`: there is no such payment session.
 *
 * or of type `MedusaError.Types.NOT_ALLOWED` with `code`
 * - `stripe_checkout_already_paid`
 * - `stripe_checkout_canceled`
 * - `stripe_checkout_order_canceled`
 * - `stripe_checkout_link_closed`: the order no longer owes what this payment requests.
 * - `stripe_checkout_link_expired`: a merchant chose until when it is valid.
 * - `stripe_checkout_amount_changed`: the cart is no longer the one that the payment session is for.
 * - `stripe_checkout_not_ready`: the cart is empty, or no delivery was chosen.
 * - `stripe_checkout_nothing_to_pay`
 * - `stripe_checkout_amount_too_small`: less than Stripe accepts; the message names the limit.
 * - `stripe_checkout_amount_too_large`: more than Stripe accepts; the message names the limit.
 * - `stripe_checkout_busy`: another worker holds the purchase's lease; try again.
 * - `stripe_checkout_too_many_attempts`
 * - `stripe_checkout_stripe_unavailable`: Stripe did not answer; try again.
 * - `stripe_checkout_stripe_refused`: Stripe does not accept this payment.
 * @example
 * import { openCheckoutSessionWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * const { result } = await openCheckoutSessionWorkflow(container).run({
 *   input: { payment_session_id: "payses_123" },
 * })
 * const { url, expires_at } = result
 */
export const openCheckoutSessionWorkflow = createWorkflow(
  "open-checkout-session",
  (input: OpenCheckoutSessionInput) => {
    const reading = readPurchaseStep(input)
    storePaymentStep(reading)
    const lease = takeLeaseStep(
      transform(input, ({ payment_session_id }) => ({
        payment_session_id,
        wait_ms: LEASE_WAIT_MS,
      }))
    )
    expireCompetitorsStep({ reading, lease })
    const checkoutSession = reuseOrOpenStep({
      purchase: reading.purchase,
      lease,
    })
    const bound = bindPaymentSessionStep({
      purchase: reading.purchase,
      checkoutSession,
    })
    releaseLeaseStep({ lease })
    return new WorkflowResponse(bound)
  }
)

async function findPurchaseId(
  container: MedusaContainer,
  { purchase, orderId }: Pick<PurchaseReading, "purchase" | "orderId">
): Promise<string> {
  if (purchase.cartId || !orderId) {
    return purchase.cartId ?? purchase.paymentSessionId
  }
  return findPurchaseOfOrder(container, orderId)
}

interface BindInput {
  readonly purchase: Purchase
  readonly checkoutSession: OpenCheckoutSession
}
