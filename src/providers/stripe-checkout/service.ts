/**
 * Medusa's payment provider for Stripe Checkout.
 *
 * Thin on purpose: it runs inside core's locks and transactions and sees only the
 * payment module. Everything that needs the shop, like opening the hosted page or
 * releasing a hold, happens in the workflows.
 */
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ListPaymentMethodsInput,
  ListPaymentMethodsOutput,
  Logger,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { logger as medusasLogger } from "@medusajs/framework/logger"

import { readAtStart } from "../../modules/stripe-checkout/options/refuse-start"
import { readPaymentState } from "../../modules/stripe-checkout/domain/decision/payment-state"
import { payLink } from "../../modules/stripe-checkout/domain/urls"
import type { ResolvedOptions } from "../../modules/stripe-checkout/options/schema"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import {
  AccountHolderMethods,
  type ProviderOptions,
  readProviderOptions,
} from "./account-holders"
import { listPaymentMethodsOf } from "./saved-payment-methods"
import { captureAtStripe, refundAtStripe } from "./move-money"
import { expireOwnCheckoutSession } from "./expire-checkout-session"
import { Gateways } from "./gateways"
import { MedusaRecords } from "./medusa-records"
import {
  requirePaymentIntentId,
  requireRowId,
  requireSessionId,
} from "./required-ids"
import { verifyPayment } from "./verify-payment"
import {
  type PaymentData,
  pickAccount,
  readString,
  SESSION_STATUS,
  type SessionData,
  withoutForeignKeys,
} from "./session-data"
import { toMedusaError, unverifiedError } from "./errors"

export class StripeCheckoutProviderService extends AccountHolderMethods {
  static override identifier = "stripe-checkout"

  private readonly options: ResolvedOptions
  private readonly gateways: Gateways
  private readonly records: MedusaRecords
  private readonly logger: Logger

  /** Runs when Medusa starts, and before there is a container with the store's own logger. */
  static override validateOptions(options: ProviderOptions): void {
    readAtStart(() => readProviderOptions(options), medusasLogger)
  }

  constructor(cradle: Record<string, unknown>, options: ProviderOptions) {
    super(cradle, options)
    const { resolved, account } = readProviderOptions(options)
    this.options = resolved
    this.logger = cradle["logger"] as Logger
    this.records = new MedusaRecords(cradle)
    this.gateways = new Gateways(resolved, account)
  }

  /** Makes no network call: a cart that is never paid costs nothing at Stripe. */
  async initiatePayment(
    input: InitiatePaymentInput
  ): Promise<InitiatePaymentOutput> {
    const sessionId = requireSessionId(input.context?.idempotency_key)
    return {
      id: sessionId,
      status: "pending",
      data: withoutForeignKeys(input.data, this.initialData(sessionId)),
    }
  }

  /** A new amount must not be paid with a Checkout Session that shows the old one. */
  async updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const sessionId = requireSessionId(readString(input.data, "session_id"))
    await this.expireCheckoutSession(input.data)
    return {
      status: "pending",
      data: withoutForeignKeys(input.data, this.initialData(sessionId)),
    }
  }

  /**
   * Never throws, or core would keep a session with an old amount; never releases
   * money, because core calls this even for the session of a placed order.
   */
  async deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    await this.expireCheckoutSession(input.data)
    return {}
  }

  /**
   * Returns `authorized` once Stripe proves it, even for money that is already
   * captured: `captured` would enable core's automatic refund.
   */
  async authorizePayment(
    input: AuthorizePaymentInput
  ): Promise<AuthorizePaymentOutput> {
    const session = await this.records.session(
      requireSessionId(
        input.context?.idempotency_key ?? readString(input.data, "session_id")
      )
    )
    const checkoutSessionId = readString(input.data, "checkout_session_id")
    const stripe = await this.readStripe(input.data)
    const verification = verifyPayment(session, stripe)
    if (!verification.isVerified) {
      throw unverifiedError(verification)
    }
    const data: PaymentData = {
      session_id: session.id,
      checkout_session_id: checkoutSessionId,
      payment_intent_id: verification.paymentIntentId,
    }
    return {
      status: "authorized",
      data: { ...data, ...pickAccount(input.data) },
    }
  }

  /** Captures exactly what Medusa records, which is not passed here; see MedusaRecords. */
  async capturePayment(
    input: CapturePaymentInput
  ): Promise<CapturePaymentOutput> {
    const step = await this.records.capture(
      requireRowId(input.context?.idempotency_key, "capture")
    )
    await this.atStripe(() =>
      captureAtStripe(
        this.gateways.of(input.data),
        requirePaymentIntentId(input.data),
        step
      )
    )
    return { data: input.data ?? {} }
  }

  async refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const id = requireRowId(input.context?.idempotency_key, "refund")
    const step = await this.records.refund(id)
    await this.atStripe(() =>
      refundAtStripe(
        this.gateways.of(input.data),
        requirePaymentIntentId(input.data),
        { step, readOtherRows: () => this.records.otherRefunds(id) }
      )
    )
    return { data: input.data ?? {} }
  }

  /**
   * Never calls Stripe. Core calls it for the loser of a race, and when it undoes a
   * completion, while an order may depend on the very same hold. The
   * synchronization decides whether a hold is released, from facts.
   */
  async cancelPayment(input: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return { data: input.data ?? {} }
  }

  async retrievePayment(
    input: RetrievePaymentInput
  ): Promise<RetrievePaymentOutput> {
    return { data: input.data ?? {} }
  }

  async getPaymentStatus(
    input: GetPaymentStatusInput
  ): Promise<GetPaymentStatusOutput> {
    const state = readPaymentState(await this.readStripe(input.data))
    return { status: SESSION_STATUS[state], data: input.data ?? {} }
  }

  /** For code of the store; customers have routes of their own. Removing checks whose it is. */
  async listPaymentMethods(
    input: ListPaymentMethodsInput
  ): Promise<ListPaymentMethodsOutput> {
    return this.atStripe(() =>
      listPaymentMethodsOf(this.gateways.of(undefined), input)
    )
  }

  /** Medusa's own webhook route responds before it verifies; our route handles webhooks. */
  async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: "not_supported" }
  }

  private initialData(sessionId: string): SessionData {
    return {
      session_id: sessionId,
      url: payLink(this.options.backendUrl, sessionId),
      checkout_session_id: null,
      payment_intent_id: null,
      expires_at: null,
    }
  }

  /** Without a Checkout Session, the PaymentIntent itself may name this payment session. */
  private async readStripe(data: Record<string, unknown> | undefined) {
    const checkoutSessionId = readString(data, "checkout_session_id")
    const paymentIntentId = readString(data, "payment_intent_id")
    const limits = startTimeBudget(TIME_BUDGETS.authorize)
    return this.atStripe(async () => {
      const gateway = this.gateways.of(data)
      if (checkoutSessionId) {
        return gateway.readPayment(checkoutSessionId, limits())
      }
      return paymentIntentId
        ? gateway.offSession.readPayment(paymentIntentId, limits())
        : { checkoutSession: null, paymentIntent: null }
    })
  }

  private async expireCheckoutSession(
    data: Record<string, unknown> | undefined
  ): Promise<void> {
    try {
      await expireOwnCheckoutSession(this.gateways.of(data), {
        paymentSessionId: readString(data, "session_id"),
        checkoutSessionId: readString(data, "checkout_session_id"),
      })
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown reason"
      this.logger.warn(
        `stripe-checkout: the Checkout Session of ${readString(data, "session_id") ?? "a payment session"} could not be expired: ${reason}`
      )
    }
  }

  private async atStripe<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      throw toMedusaError(error)
    }
  }
}
