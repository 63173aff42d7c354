/**
 * One payment of the model's order: its row, its record in Medusa and its money at Stripe.
 */
import type { PaymentStatus } from "../../order-status/money-status"
import type { PaymentDecision, PaymentRecord, PaymentRequest } from "../decide"
import { type HoldGrants, reachOfIntent } from "../hold-grants"
import { type OtherPayment, type Turn, unrecordedCapture } from "../order-money"
import {
  hasLapsed,
  type PaymentIntentSnapshot,
  readPaymentState,
  type RefundSnapshot,
  type StripePayment,
} from "../payment-state"
import {
  aCheckoutSession,
  aLedgerEntry,
  anIntent,
  anOtherPayment,
  aPayment,
} from "./fixtures"

type MoneyAct = { readonly amount?: number } & { readonly kind: string }

export class ModelPayment {
  readonly turn: Turn
  intent: PaymentIntentSnapshot
  record: PaymentRecord
  request: PaymentRequest | null = null
  reported: PaymentStatus | null = null
  reportedRefunds: { id: string; status: string }[] = []
  /** The newest decision says that a person has to look at it. */
  needsReview = false
  private row: OtherPayment

  constructor(number: number, amount: number, grants?: HoldGrants) {
    this.turn = {
      paymentSessionId: `payses_${number}`,
      createdAt: `2026-01-0${number}T00:00:00.000Z`,
      captureBefore: `2026-01-1${number}T00:00:00.000Z`,
    }
    this.intent = anIntent("requires_capture", {
      id: `pi_${number}`,
      amount,
      amountCapturable: amount,
      orderId: "order_1",
      ...(grants ? { grants } : {}),
    })
    this.record = aPayment({ id: `pay_${number}`, amount })
    this.row = anOtherPayment(this.turn)
    this.writeRow()
  }

  get stripe(): StripePayment {
    return { checkoutSession: aCheckoutSession(), paymentIntent: this.intent }
  }

  /** Captured at Stripe and in the shop's hands, but not in the order's ledger. */
  get unrecorded(): number {
    return unrecordedCapture({
      captured: this.intent.amountReceived,
      refunded: this.intent.amountRefunded,
      recorded: this.record.captured,
    })
  }

  /** As the plugin knows it while it decides about another payment. */
  asOther(asksStripe: boolean): OtherPayment {
    const { kind, amount = null, hasBegun = false } = this.request ?? {}
    return {
      ...this.row,
      capture: kind === "capture" ? { amount, hasBegun } : null,
      hasMoved:
        asksStripe &&
        this.row.held > 0 &&
        (this.intent.status !== "requires_capture" ||
          this.intent.amountReceived !== this.row.captured),
      unrecorded: unrecordedCapture({
        ...this.row,
        recorded: this.record.captured,
      }),
    }
  }

  writeRow(): void {
    this.row = {
      ...this.row,
      state: readPaymentState(this.stripe),
      held: this.intent.amountCapturable,
      reach: reachOfIntent(this.intent),
      captured: this.intent.amountReceived,
      refunded: this.intent.amountRefunded,
      hasLapsed: hasLapsed(this.stripe),
    }
  }

  ask(request: PaymentRequest): void {
    this.request ??= {
      ...request,
      capturedBefore: this.record.captured,
    }
  }

  begin(): void {
    this.request &&= {
      ...this.request,
      hasBegun: true,
      receivedAtBegin:
        this.request.receivedAtBegin ?? this.intent.amountReceived,
    }
  }

  answer(): void {
    this.request = null
  }

  /** What people do to the money, in the Dashboard or in Medusa. */
  moveMoney({ kind, amount = 0 }: MoneyAct): void {
    const { amountCapturable, amountReceived, amountRefunded } = this.intent
    const refundable = Math.min(amount, amountReceived - amountRefunded)
    switch (kind) {
      case "capture there":
        this.captureAtStripe(Math.min(amount, amountCapturable))
        return
      case "release there":
        this.endHold("requested_by_customer")
        return
      case "lapse":
        this.endHold("automatic")
        return
      case "refund there":
        this.refundAtStripe(refundable)
        return
      case "refund": {
        const { captured, refunded } = this.record
        const refunding = Math.min(refundable, captured - refunded)
        this.refundAtStripe(refunding)
        this.recordRefund(refunding)
      }
    }
  }

  /** @returns false for a decision that makes no sense for such a payment. */
  carryOut(decision: PaymentDecision): boolean {
    switch (decision.kind) {
      case "in_sync":
      case "recheck_later":
        return true
      case "reject_request":
      case "complete_request":
        this.answer()
        return true
      case "release_authorization":
        this.endHold("requested_by_customer")
        if (decision.operationId) {
          this.answer()
        }
        return true
      case "cancel_medusa_payment":
        this.record = { ...this.record, isCanceled: true }
        return true
      case "mark_payment_captured":
        this.setLedger({ isMarkedCaptured: true })
        return true
      case "record_capture":
        this.recordCapture(decision.amount)
        return true
      case "record_refund":
        this.recordRefund(decision.amount)
        return true
      case "report_refund":
        this.reportedRefunds.push({
          id: decision.refundId,
          status: decision.status,
        })
        return true
      default:
        return false
    }
  }

  captureAtStripe(amount: number, keepsRest = false): void {
    if (amount <= 0 || this.intent.status !== "requires_capture") {
      return
    }
    const { amountCapturable, amountReceived } = this.intent
    const received = amountReceived + amount
    const rest = Math.max(0, amountCapturable - amount)
    const isOver = !keepsRest || rest === 0
    this.intent = {
      ...this.intent,
      status: isOver ? "succeeded" : "requires_capture",
      amount: Math.max(this.intent.amount, received),
      amountCapturable: isOver ? 0 : rest,
      amountReceived: received,
    }
  }

  recordCapture(amount: number): void {
    const { captures: before } = this.record.ledger
    const id = before.length
      ? `capt_${this.record.id}_${before.length}`
      : `capt_${this.record.id}`
    const captures = [...before, aLedgerEntry(id, amount)]
    const captured = this.record.captured + amount
    this.record = {
      ...this.record,
      captured,
      // Core lets no capture exceed its payment.
      amount: Math.max(this.record.amount, captured),
    }
    this.setLedger({
      captures,
      isMarkedCaptured: this.record.captured === this.record.amount,
    })
  }

  private recordRefund(amount: number): void {
    if (amount <= 0) {
      return
    }
    const { refunds } = this.record.ledger
    const id = `ref_${this.record.id}_${refunds.length}`
    this.record = { ...this.record, refunded: this.record.refunded + amount }
    this.setLedger({ refunds: [...refunds, aLedgerEntry(id, amount)] })
  }

  private refundAtStripe(amount: number): void {
    if (amount <= 0) {
      return
    }
    const { refunds, amountRefunded } = this.intent
    const refund: RefundSnapshot = {
      id: `re_${this.intent.id}_${refunds.length}`,
      amount,
      status: "succeeded",
      failureReason: null,
      pendingReason: null,
      createdAt: 1_800_000_000 + refunds.length,
    }
    this.intent = {
      ...this.intent,
      refunds: [...refunds, refund],
      amountRefunded: amountRefunded + amount,
    }
  }

  private endHold(cancellationReason: string): void {
    const { amountReceived, status } = this.intent
    if (status === "requires_capture" && amountReceived > 0) {
      this.intent = { ...this.intent, status: "succeeded", amountCapturable: 0 }
    } else if (status === "requires_capture") {
      this.intent = {
        ...this.intent,
        status: "canceled",
        amountCapturable: 0,
        cancellationReason,
      }
    }
  }

  private setLedger(changes: Partial<PaymentRecord["ledger"]>): void {
    const { record } = this
    this.record = { ...record, ledger: { ...record.ledger, ...changes } }
  }
}
