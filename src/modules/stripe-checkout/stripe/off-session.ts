/**
 * Payments with a saved card, without the customer: the agreement to them, as Stripe has it,
 * and their PaymentIntents, which belong to no Checkout Session.
 *
 * @see https://docs.stripe.com/payments/save-during-payment
 */
import type Stripe from "stripe"

import {
  type CardAgreement,
  readEnd,
} from "../domain/checkout/off-session-payment"
import type { StripePayment } from "../domain/decision/payment-state"
import { orFailure, StripePaymentError } from "../domain/errors"
import {
  confirmOffSessionKey,
  endOffSessionKey,
} from "../domain/idempotency-keys"
import { translateErrors, withFreshAttempt } from "./errors"
import type { RefundGateway } from "./refunds"
import {
  CHARGE_EXPANSION,
  idOf,
  readPaymentIntent,
  shownRefunds,
} from "./snapshots"
import type { RequestLimits } from "./time-budget"

export interface OffSessionPayment {
  /** Minor units. */
  readonly amount: number
  readonly currencyCode: string
  readonly stripeCustomerId: string
  readonly paymentMethodId: string
  readonly captureMethod: "manual" | "automatic"
  /** Proves the binding, as for a Checkout Session. */
  readonly paymentSessionId: string
  /** A user's id, or the name of a program; null where nobody says. */
  readonly requestedBy: string | null
}

/** Why the issuer or Stripe did not hold or take the money. */
export interface Decline {
  /** Stripe's code, such as `authentication_required`; null where it gave none. */
  readonly code: string | null
  readonly message: string
}

/** Stripe answers so with an error; that it says it in another way must not count as paid. */
const NEEDS_CUSTOMER: Decline = {
  code: "authentication_required",
  message: "The payment needs the customer.",
}

export class OffSessionGateway {
  private readonly client: Stripe
  private readonly refunds: RefundGateway

  constructor(client: Stripe, refunds: RefundGateway) {
    this.client = client
    this.refunds = refunds
  }

  /** Everything Stripe knows of one such payment, read now. */
  async readPayment(
    paymentIntentId: string,
    limits: RequestLimits
  ): Promise<StripePayment> {
    const intent = await translateErrors(() =>
      this.client.paymentIntents.retrieve(
        paymentIntentId,
        { expand: CHARGE_EXPANSION },
        limits
      )
    )
    const { refunds, isComplete } = shownRefunds(intent)
    return {
      checkoutSession: null,
      paymentIntent: readPaymentIntent(
        intent,
        isComplete ? refunds : await this.refunds.list(intent.id, limits)
      ),
    }
  }

  /**
   * The card of a payment whose customer agreed that it may be charged again, as long as
   * Stripe still has it.
   *
   * @returns null where nobody agreed, or the card was removed since
   */
  async readAgreement(
    paymentIntentId: string,
    limits: RequestLimits
  ): Promise<CardAgreement | null> {
    const intent = await translateErrors(() =>
      this.client.paymentIntents.retrieve(
        paymentIntentId,
        { expand: ["payment_method", "latest_charge"] },
        limits
      )
    )
    return readAgreement(intent)
  }

  /** Charges nothing yet. The same key gives the same PaymentIntent. @returns its id */
  async create(
    payment: OffSessionPayment,
    idempotencyKey: string,
    limits: RequestLimits
  ): Promise<string> {
    const { id } = await withFreshAttempt(idempotencyKey, limits, (options) =>
      this.client.paymentIntents.create(
        {
          amount: payment.amount,
          currency: payment.currencyCode.toLowerCase(),
          customer: payment.stripeCustomerId,
          payment_method: payment.paymentMethodId,
          // A redirect would need the customer.
          automatic_payment_methods: {
            enabled: true,
            allow_redirects: "never",
          },
          ...(payment.captureMethod === "manual"
            ? { capture_method: "manual" }
            : {}),
          metadata: {
            payment_session_id: payment.paymentSessionId,
            ...(payment.requestedBy
              ? { requested_by: payment.requestedBy }
              : {}),
          },
        },
        options
      )
    )
    return id
  }

  /**
   * Charges the card, once: never under another key, whatever came of the first.
   *
   * @returns why nothing was charged; null where the money is held or captured
   * @throws StripePaymentError where that is not known
   */
  async confirm(
    paymentIntentId: string,
    limits: RequestLimits
  ): Promise<Decline | null> {
    const answer = await orFailure(
      translateErrors(() =>
        this.client.paymentIntents.confirm(
          paymentIntentId,
          { off_session: true },
          {
            timeout: limits.timeout,
            maxNetworkRetries: 0,
            idempotencyKey: confirmOffSessionKey(paymentIntentId),
          }
        )
      )
    )
    if (!(answer instanceof StripePaymentError)) {
      return readEnd(answer.status) === "paid" ? null : NEEDS_CUSTOMER
    }
    const { code, kind, message } = answer.failure
    if (kind !== "refused") {
      throw answer
    }
    return { code, message }
  }

  /**
   * Keeps the PaymentIntent from being charged, unless it was.
   *
   * @returns whether its money is held, captured or on its way
   */
  async end(
    paymentIntentId: string,
    limits: () => RequestLimits
  ): Promise<"ended" | "paid"> {
    const end = await this.readEnd(paymentIntentId, limits())
    if (end !== "unpaid") {
      return end === "paid" ? "paid" : "ended"
    }
    const failure = await orFailure(
      withFreshAttempt(endOffSessionKey(paymentIntentId), limits(), (options) =>
        this.client.paymentIntents.cancel(paymentIntentId, undefined, options)
      )
    )
    if (!(failure instanceof StripePaymentError)) {
      return "ended"
    }
    // Somebody else was faster, in one way or the other.
    const now = await this.readEnd(paymentIntentId, limits())
    if (now === "unpaid") {
      throw failure
    }
    return now === "paid" ? "paid" : "ended"
  }

  private async readEnd(paymentIntentId: string, limits: RequestLimits) {
    const { status } = await translateErrors(() =>
      this.client.paymentIntents.retrieve(paymentIntentId, undefined, limits)
    )
    return readEnd(status)
  }
}

/** What the agreement is about, and when it was given, is what Stripe has on record. */
function readAgreement(intent: Stripe.PaymentIntent): CardAgreement | null {
  const { payment_method: method, latest_charge: charge } = intent
  const stripeCustomerId = idOf(intent.customer)
  if (
    intent.setup_future_usage !== "off_session" ||
    stripeCustomerId === null ||
    method === null ||
    typeof method === "string" ||
    charge === null ||
    typeof charge === "string" ||
    !method.card ||
    idOf(method.customer) !== stripeCustomerId
  ) {
    return null
  }
  const { brand, exp_month, exp_year, last4 } = method.card
  return {
    stripeCustomerId,
    card: {
      id: method.id,
      brand,
      last4,
      expMonth: exp_month,
      expYear: exp_year,
    },
    paymentIntentId: intent.id,
    agreedAt: charge.created,
  }
}
