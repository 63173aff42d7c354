/**
 * Our narrow door to one Stripe account: the verbs that the plugin needs, in
 * minor units, answering with snapshots and failing with StripePaymentError.
 */
import type Stripe from "stripe"

import {
  tagOrderKey,
  bindPaymentIntentKey,
  releaseKey,
} from "../domain/idempotency-keys"
import type {
  CheckoutSessionSnapshot,
  PaymentIntentSnapshot,
  StripePayment,
} from "../domain/decision/payment-state"
import {
  checkoutSessionParams,
  type CheckoutSessionInput,
} from "./checkout-session-params"
import { createStripeClient } from "./client"
import { CustomerGateway } from "./customers"
import { nullIfNotFound, translateErrors, withFreshAttempt } from "./errors"
import { ListingGateway } from "./listings"
import {
  mayHaveRefunds,
  PAYMENT_EXPANSION,
  readCheckoutSession,
  readPayment,
  readPaymentIntent,
  sumMerchantRefunds,
} from "./snapshots"
import { RefundGateway } from "./refunds"
import { AccountSetupGateway } from "./account-setup"
import type { RequestLimits } from "./time-budget"

export interface StripeAccount {
  readonly name: string
  readonly apiKey: string
  readonly apiBase: string
  readonly isLiveMode: boolean
}

export interface MoneyMove {
  readonly paymentIntentId: string
  /** Minor units. */
  readonly amount: number
  readonly idempotencyKey: string
}

export interface OrderDescription {
  readonly paymentIntentId: string
  readonly orderId: string
  readonly displayId: string
}

export class StripeGateway {
  readonly account: StripeAccount
  readonly customers: CustomerGateway
  readonly refunds: RefundGateway
  readonly listings: ListingGateway
  readonly setup: AccountSetupGateway
  private readonly client: Stripe

  constructor(account: StripeAccount) {
    this.account = account
    this.client = createStripeClient(account)
    this.customers = new CustomerGateway(this.client)
    this.refunds = new RefundGateway(this.client)
    this.listings = new ListingGateway(this.client)
    this.setup = new AccountSetupGateway(this.client)
  }

  /** Opens Stripe's hosted page. The same key and plan give the same page. */
  async openCheckoutSession(
    plan: CheckoutSessionInput,
    idempotencyKey: string,
    limits: RequestLimits
  ): Promise<CheckoutSessionSnapshot> {
    // A page behind a stored failure was shown to nobody, so it cannot be paid.
    const session = await withFreshAttempt(idempotencyKey, limits, (options) =>
      this.client.checkout.sessions.create(checkoutSessionParams(plan), options)
    )
    return readCheckoutSession(session)
  }

  /** @returns null when Stripe knows no such Checkout Session. */
  async retrieveCheckoutSession(
    id: string,
    limits: RequestLimits
  ): Promise<CheckoutSessionSnapshot | null> {
    const session = await nullIfNotFound(() =>
      this.client.checkout.sessions.retrieve(id, undefined, limits)
    )
    return session && readCheckoutSession(session)
  }

  /** Everything Stripe knows of one payment, read now. */
  async readPayment(
    checkoutSessionId: string,
    limits: RequestLimits
  ): Promise<StripePayment> {
    const session = await nullIfNotFound(() =>
      this.client.checkout.sessions.retrieve(
        checkoutSessionId,
        { expand: PAYMENT_EXPANSION },
        limits
      )
    )
    if (!session) {
      return { checkoutSession: null, paymentIntent: null }
    }
    const intent = session.payment_intent
    const refunds =
      intent !== null && typeof intent === "object" && mayHaveRefunds(intent)
        ? await this.refunds.list(intent.id, limits)
        : []
    return readPayment(session, refunds)
  }

  /**
   * Closes the hosted page, so that it can no longer take the money.
   *
   * @returns the Checkout Session as it is afterwards: `complete` when the shopper
   * was faster and has paid.
   */
  async expireCheckoutSession(
    id: string,
    limits: RequestLimits
  ): Promise<CheckoutSessionSnapshot | null> {
    try {
      const session = await translateErrors(() =>
        this.client.checkout.sessions.expire(id, undefined, limits)
      )
      return readCheckoutSession(session)
    } catch {
      // Already over in one way or the other; what counts is how it stands now.
      return this.retrieveCheckoutSession(id, limits)
    }
  }

  async retrievePaymentIntent(
    id: string,
    limits: RequestLimits
  ): Promise<PaymentIntentSnapshot> {
    const intent = await translateErrors(() =>
      this.client.paymentIntents.retrieve(
        id,
        { expand: ["latest_charge"] },
        limits
      )
    )
    return readPaymentIntent(intent, [])
  }

  /** What the merchant has given back in all, in minor units. */
  async readRefunded(
    paymentIntentId: string,
    limits: () => RequestLimits
  ): Promise<number> {
    const intent = await translateErrors(() =>
      this.client.paymentIntents.retrieve(paymentIntentId, undefined, limits())
    )
    const refunds = await this.refunds.list(paymentIntentId, limits())
    return sumMerchantRefunds(intent, refunds)
  }

  /** Takes held money. What is left of the hold is released by Stripe. */
  async capture(
    move: MoneyMove,
    limits: RequestLimits
  ): Promise<PaymentIntentSnapshot> {
    const intent = await withFreshAttempt(
      move.idempotencyKey,
      limits,
      (options) =>
        this.client.paymentIntents.capture(
          move.paymentIntentId,
          { amount_to_capture: move.amount },
          options
        )
    )
    return readPaymentIntent(intent, [])
  }

  /** Gives a hold back. */
  async releaseAuthorization(
    paymentIntentId: string,
    limits: RequestLimits
  ): Promise<PaymentIntentSnapshot> {
    const intent = await withFreshAttempt(
      releaseKey(paymentIntentId),
      limits,
      (options) =>
        this.client.paymentIntents.cancel(paymentIntentId, undefined, options)
    )
    return readPaymentIntent(intent, [])
  }

  /** Says at Stripe which payment session the money is for now. */
  async bindPaymentIntent(
    binding: {
      readonly paymentIntentId: string
      readonly paymentSessionId: string
    },
    limits: RequestLimits
  ): Promise<void> {
    const { paymentIntentId, paymentSessionId } = binding
    await withFreshAttempt(
      bindPaymentIntentKey(paymentIntentId, paymentSessionId),
      limits,
      (options) =>
        this.client.paymentIntents.update(
          paymentIntentId,
          { metadata: { payment_session_id: paymentSessionId } },
          options
        )
    )
  }

  /** Writes the order's number to Stripe, where merchants search for it. */
  async tagOrder(
    order: OrderDescription,
    limits: RequestLimits
  ): Promise<void> {
    await withFreshAttempt(
      tagOrderKey(order.paymentIntentId, order.orderId),
      limits,
      (options) =>
        this.client.paymentIntents.update(
          order.paymentIntentId,
          {
            description: `Order #${order.displayId}`,
            metadata: { order_id: order.orderId, display_id: order.displayId },
          },
          options
        )
    )
  }
}
