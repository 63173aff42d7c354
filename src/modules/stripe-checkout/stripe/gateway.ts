/**
 * A narrow gateway to one Stripe account: only the calls that the plugin needs, in minor
 * units. They return snapshots and throw StripePaymentError, also for an object that
 * Stripe does not know: its id came from Stripe, so that says nothing about the money.
 */
import type Stripe from "stripe"

import {
  tagOrderKey,
  bindPaymentIntentKey,
  releaseKey,
  releaseRestKey,
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
import { ChargeGateway } from "./charges"
import { createStripeClient } from "./client"
import { CustomerGateway } from "./customers"
import { DisputeGateway } from "./disputes"
import { translateErrors, withFreshAttempt } from "./errors"
import { IncrementGateway } from "./increments"
import { ListingGateway } from "./listings"
import { OffSessionGateway } from "./off-session"
import {
  CHARGE_EXPANSION,
  PAYMENT_EXPANSION,
  readAnswer,
  readCheckoutSession,
  readPayment,
  readPaymentIntent,
  shownRefunds,
} from "./snapshots"
import { sortOutRefunds } from "./sort-refunds"
import { RefundGateway } from "./refunds"
import { SavedCardGateway } from "./saved-cards"
import { AccountSetupGateway } from "./account-setup"
import { StripeClock } from "./stripe-clock"
import type { RequestLimits } from "./time-budget"

export interface StripeAccount {
  readonly name: string
  readonly apiKey: string
  readonly apiBase: string
  readonly isLiveMode: boolean
}

export interface CaptureCall {
  readonly paymentIntentId: string
  /** Minor units. */
  readonly amount: number
  /** Multicapture: Stripe keeps the rest of the hold instead of releasing it. */
  readonly keepsRest: boolean
  readonly idempotencyKey: string
}

export interface OrderTag {
  readonly paymentIntentId: string
  readonly orderId: string
  readonly displayId: string
}

export class StripeGateway {
  readonly account: StripeAccount
  readonly customers: CustomerGateway
  readonly savedCards: SavedCardGateway
  readonly charges: ChargeGateway
  readonly disputes: DisputeGateway
  readonly refunds: RefundGateway
  readonly increments: IncrementGateway
  readonly listings: ListingGateway
  readonly offSession: OffSessionGateway
  readonly setup: AccountSetupGateway
  readonly clock = new StripeClock()
  private readonly client: Stripe

  constructor(account: StripeAccount) {
    this.account = account
    this.client = createStripeClient({ ...account, clock: this.clock })
    this.customers = new CustomerGateway(this.client)
    this.savedCards = new SavedCardGateway(this.client)
    this.charges = new ChargeGateway(this.client)
    this.disputes = new DisputeGateway(this.client)
    this.refunds = new RefundGateway(this.client, this.clock)
    this.increments = new IncrementGateway(this.client)
    this.listings = new ListingGateway(this.client)
    this.offSession = new OffSessionGateway(this.client, this.refunds)
    this.setup = new AccountSetupGateway(this.client)
  }

  /** Opens a Checkout Session. The same key and parameters return the same one. */
  async openCheckoutSession(
    input: CheckoutSessionInput,
    idempotencyKey: string,
    limits: RequestLimits
  ): Promise<CheckoutSessionSnapshot> {
    // Nobody was sent to a session behind a stored failure, so it cannot be paid.
    const session = await withFreshAttempt(idempotencyKey, limits, (options) =>
      this.client.checkout.sessions.create(
        checkoutSessionParams(input),
        options
      )
    )
    return readCheckoutSession(session)
  }

  async retrieveCheckoutSession(
    id: string,
    limits: RequestLimits
  ): Promise<CheckoutSessionSnapshot> {
    const session = await translateErrors(() =>
      this.client.checkout.sessions.retrieve(id, undefined, limits)
    )
    return readCheckoutSession(session)
  }

  /** Everything Stripe knows of one payment, read now. */
  async readPayment(
    checkoutSessionId: string,
    limits: RequestLimits
  ): Promise<StripePayment> {
    const session = await translateErrors(() =>
      this.client.checkout.sessions.retrieve(
        checkoutSessionId,
        { expand: PAYMENT_EXPANSION },
        limits
      )
    )
    const intent = session.payment_intent
    if (intent === null || typeof intent === "string") {
      return readPayment(session, [])
    }
    // They come with the charge, unless there are too many.
    const { refunds, isComplete } = shownRefunds(intent)
    return readPayment(
      session,
      isComplete ? refunds : await this.refunds.list(intent.id, limits)
    )
  }

  /**
   * Expires a Checkout Session, so that it can no longer be paid.
   *
   * @returns the Checkout Session as it is afterwards: `complete` when the shopper
   * was faster and has paid.
   */
  async expireCheckoutSession(
    id: string,
    limits: RequestLimits
  ): Promise<CheckoutSessionSnapshot> {
    try {
      const session = await translateErrors(() =>
        this.client.checkout.sessions.expire(id, undefined, limits)
      )
      return readCheckoutSession(session)
    } catch {
      // It is already complete or expired; its current status counts.
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

  /** The merchant's refunds in total, in minor units. */
  async readRefunded(
    paymentIntentId: string,
    limits: () => RequestLimits
  ): Promise<number> {
    const { intent, refunds } = await this.refunds.read(paymentIntentId, limits)
    return sortOutRefunds(intent, refunds).refunded
  }

  /** Captures held money, and releases the rest of the hold or keeps it. @returns see `readAnswer` */
  async capture(
    call: CaptureCall,
    limits: RequestLimits
  ): Promise<PaymentIntentSnapshot | null> {
    const intent = await withFreshAttempt(
      call.idempotencyKey,
      limits,
      (options) =>
        this.client.paymentIntents.capture(
          call.paymentIntentId,
          {
            amount_to_capture: call.amount,
            ...(call.keepsRest ? { final_capture: false } : {}),
            expand: CHARGE_EXPANSION,
          },
          options
        )
    )
    return readAnswer(intent)
  }

  /** Releases a hold. @returns see `readAnswer` */
  async releaseAuthorization(
    paymentIntentId: string,
    limits: RequestLimits
  ): Promise<PaymentIntentSnapshot | null> {
    const intent = await withFreshAttempt(
      releaseKey(paymentIntentId),
      limits,
      (options) =>
        this.client.paymentIntents.cancel(
          paymentIntentId,
          { expand: CHARGE_EXPANSION },
          options
        )
    )
    return readAnswer(intent)
  }

  /**
   * Releases what is left of a hold of which parts were captured: a last capture of nothing.
   *
   * @returns see `readAnswer`
   * @see https://docs.stripe.com/payments/multicapture
   */
  async releaseRest(
    { id, amountReceived }: PaymentIntentSnapshot,
    limits: RequestLimits
  ): Promise<PaymentIntentSnapshot | null> {
    const intent = await withFreshAttempt(
      releaseRestKey(id, amountReceived),
      limits,
      (options) =>
        this.client.paymentIntents.capture(
          id,
          {
            amount_to_capture: 0,
            final_capture: true,
            expand: CHARGE_EXPANSION,
          },
          options
        )
    )
    return readAnswer(intent)
  }

  /** Writes to Stripe which payment session the money now belongs to. */
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
  async tagOrder(order: OrderTag, limits: RequestLimits): Promise<void> {
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
