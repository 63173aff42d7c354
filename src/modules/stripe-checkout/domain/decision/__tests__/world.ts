/**
 * A tiny model of Medusa and Stripe in which decided actions are really carried out, as far as
 * one payment is concerned.
 */
import { because } from "../../reasons/reason"
import type { CollectionRepair } from "../decision"
import type { LedgerEntry, CollectionSummary } from "../medusa-payment"
import type { PaymentIntentSnapshot, StripePayment } from "../payment-state"
import type {
  MedusaPayment,
  PaymentDecision,
  PaymentRecord,
  PaymentRequest,
} from "../decide"
import {
  aLedgerEntry,
  anOrder,
  aCheckoutSession,
  aPayment,
  aSession,
} from "./fixtures"
import { medusaOf, type Start, stripeOf } from "./world-start"

export const MAX_PASSES = 15

type Changes<T> = { -readonly [Key in keyof T]?: T[Key] }
type Decide = (
  medusa: MedusaPayment,
  stripe: StripePayment,
  request: PaymentRequest | null
) => PaymentDecision

export class World {
  medusa: MedusaPayment
  stripe: StripePayment
  request: PaymentRequest | null
  passes = 0
  takenByUs = 0
  isReleasedByUs = false
  readonly owedAtStart: number
  readonly askedFor: number
  /** Actions that core or Stripe would refuse, so that every further pass fails. */
  readonly failingActions: string[] = []
  private readonly start: Start

  constructor(start: Start, request: PaymentRequest | null) {
    this.start = start
    this.request = request
    this.medusa = medusaOf(start)
    this.stripe = stripeOf(start)
    this.owedAtStart = this.medusa.order?.outstanding ?? start.total
    this.askedFor =
      request?.kind === "capture" ? (request.amount ?? Infinity) : 0
  }

  runUntilInSync(decide: Decide): PaymentDecision {
    const decision = decide(this.medusa, this.stripe, this.request)
    const isAtRest =
      decision.kind === "in_sync" || decision.kind === "recheck_later"
    if (isAtRest || this.passes >= MAX_PASSES) return decision
    this.passes += 1
    this.executeAction(decision)
    return this.runUntilInSync(decide)
  }

  private executeAction(decision: PaymentDecision): void {
    const action = this.actions[decision.kind] as (
      given: PaymentDecision
    ) => void
    action(decision)
  }

  private readonly actions: {
    [Kind in PaymentDecision["kind"]]: (
      decision: Extract<PaymentDecision, { kind: Kind }>
    ) => void
  } = {
    in_sync: () => undefined,
    recheck_later: () => undefined,
    notify_authorization_expiring: () =>
      this.setMedusa({ deadline: "notified" }),
    expire_checkout_session: () =>
      this.setStripe({ checkoutSession: aCheckoutSession("expired") }),
    update_payment_link: () => undefined,
    remind_of_payment_link: () => undefined,
    complete_cart: () => this.completeCart(),
    authorize_session: () => this.authorize(),
    delete_incomplete_order: () => this.setMedusa({ interruption: null }),
    emit_order_placed: () => this.setMedusa({ interruption: null }),
    restore_payment: () => this.setCanceled(false),
    cancel_medusa_payment: () => this.setCanceled(true),
    repair_payment_collections: ({ repairs }) =>
      this.setMedusa({
        collections: this.medusa.collections.flatMap((collection) =>
          repair(
            collection,
            repairs.find(({ id }) => id === collection.id)
          )
        ),
      }),
    rebind_payment_session: () => {
      const paymentSession = aSession(this.start.total)
      this.setMedusa({ paymentSession, canRebind: false })
    },
    update_payment_intent_metadata: () =>
      this.setIntent({ paymentSessionId: "payses_1" }),
    mark_session_authorized: () =>
      this.setMedusa({
        paymentSession: aSession(this.start.total, "authorized"),
      }),
    mark_payment_captured: () => this.setLedger({ isMarkedCaptured: true }),
    release_without_order: ({ operationId }) => {
      this.setMedusa({ releaseRequested: true, paymentSession: null })
      this.release()
      if (operationId) this.request = null
    },
    release_authorization: ({ operationId }) => {
      this.release()
      if (operationId) this.request = null
    },
    delete_orphan_capture: ({ captureId }) =>
      this.setCaptures((rows) => rows.filter(({ id }) => id !== captureId)),
    delete_orphan_refund: ({ refundId }) =>
      this.setRefunds((rows) => rows.filter(({ id }) => id !== refundId)),
    add_order_transaction: ({ rowId }) => this.addOrderTransaction(rowId),
    remove_doubled_rows: () => this.setOrder({ refundCredit: null }),
    cancel_order_changes: () => this.setOrder({ refundCredit: null }),
    add_refund_credit_line: () => this.setOrder({ refundCredit: null }),
    recalculate_order_summary: () => this.setOrder({ isOutOfSync: false }),
    delete_order_transactions: ({ transactionIds }) =>
      this.deleteOrderTransactions(transactionIds),
    report_refund: ({ refundId: id, status }) =>
      this.setMedusa({
        reportedRefunds: [...this.medusa.reportedRefunds, { id, status }],
      }),
    record_capture: ({ amount }) => this.record(amount),
    refund_for_fraud_warning: ({ amount }) => this.refundAtStripe(amount),
    refund_canceled_order: ({ amount }) => this.refundAtStripe(amount),
    record_refund: ({ amount }) =>
      this.setRefunds((rows) => [...rows, aLedgerEntry("ref_new", amount)]),
    capture: ({ amount }) => this.capture(amount),
    increment_hold: ({ amount }) => {
      this.request = null
      if (this.start.issuer === "declines") return
      this.setIntent({ amount, amountCapturable: amount })
    },
    reject_request: () => {
      this.request = null
    },
    complete_request: () => {
      this.request = null
    },
    tag_payment_intent_with_order: ({ orderId }) => this.setIntent({ orderId }),
    settle_payment_collection: ({ collectionId, amount }) =>
      this.setMedusa({
        collections: this.medusa.collections.map((collection) =>
          collection.id === collectionId
            ? { ...collection, amount, status: "completed" }
            : collection
        ),
      }),
    write_order_status: ({ update: { payment, order, to } }) => {
      const { statusContext } = this.medusa
      const reported = {
        payment: payment ?? statusContext.reported.payment,
        order,
      }
      this.setMedusa({ statusContext: { ...statusContext, reported } })
      if (to) this.setOrder({ status: to })
    },
  }

  private completeCart(): void {
    if (this.medusa.paymentSession?.amount !== this.start.total) {
      this.failingActions.push("complete_cart")
      return
    }
    this.setMedusa({
      order: anOrder({ outstanding: this.start.total, status: null }),
    })
    this.authorize()
  }

  private authorize(): void {
    const { payment } = this.medusa
    if (payment?.isCanceled) this.failingActions.push("authorize")
    this.setMedusa({
      payment: payment ?? aPayment({ amount: this.start.total }),
      paymentSession: aSession(this.start.total, "authorized"),
    })
  }

  private capture(amount: number): void {
    this.request = null
    if (this.start.issuer === "declines") {
      const lastCapture = {
        hasFailed: true,
        reason: because("external_error", {
          message: "Your card was declined.",
          error_code: "stripe_refused",
        }),
      }
      const { statusContext } = this.medusa
      this.setMedusa({
        statusContext: {
          ...statusContext,
          reported: { ...statusContext.reported, payment: null },
          lastCapture,
        },
      })
      return
    }
    const received = this.stripe.paymentIntent?.amountReceived ?? 0
    this.setIntent({
      status: "succeeded",
      amountCapturable: 0,
      amountReceived: received + amount,
    })
    this.takenByUs += amount
    this.record(amount)
  }

  private refundAtStripe(amount: number): void {
    const { amountRefunded = 0 } = this.stripe.paymentIntent ?? {}
    this.setIntent({ amountRefunded: amountRefunded + amount })
  }

  private record(amount: number): void {
    const { payment, order } = this.medusa
    if (!payment || payment.isCanceled || !order) {
      this.failingActions.push("record")
      return
    }
    this.setCaptures((rows) => [...rows, aLedgerEntry("capt_new", amount)])
    const outstanding = Math.max(0, order.outstanding - amount)
    this.setOrder({ outstanding, isPaidInFull: outstanding === 0 })
    this.setCollectionCaptured(amount)
    if (this.medusa.payment?.captured === payment.amount) {
      this.setLedger({ isMarkedCaptured: true })
    }
  }

  private setCollectionCaptured(amount: number): void {
    this.setMedusa({
      collections: this.medusa.collections.map((collection) =>
        collection.isOwn
          ? {
              ...collection,
              held: 0,
              captured: collection.captured + amount,
              status: "partially_captured",
            }
          : collection
      ),
    })
  }

  private release(): void {
    if (this.stripe.paymentIntent?.status !== "requires_capture") {
      this.failingActions.push("release")
    }
    this.setIntent({ status: "canceled", amountCapturable: 0 })
    this.isReleasedByUs = true
  }

  private addOrderTransaction(rowId: string): void {
    const add = (row: LedgerEntry): LedgerEntry =>
      row.id === rowId ? { ...row, transactionIds: ["t_new"] } : row
    this.setCaptures((rows) => rows.map(add))
    this.setRefunds((rows) => rows.map(add))
  }

  private deleteOrderTransactions(ids: readonly string[]): void {
    const remove = (row: LedgerEntry): LedgerEntry => ({
      ...row,
      transactionIds: row.transactionIds.filter((id) => !ids.includes(id)),
    })
    this.setCaptures((rows) => rows.map(remove))
    this.setRefunds((rows) => rows.map(remove))
  }

  private setCaptures(
    change: (rows: readonly LedgerEntry[]) => LedgerEntry[]
  ): void {
    const captures = change(this.medusa.payment?.ledger.captures ?? [])
    this.setLedger({ captures })
    this.setPayment({ captured: sumOf(captures) })
  }

  private setRefunds(
    change: (rows: readonly LedgerEntry[]) => LedgerEntry[]
  ): void {
    const refunds = change(this.medusa.payment?.ledger.refunds ?? [])
    this.setLedger({ refunds })
    this.setPayment({ refunded: sumOf(refunds) })
  }

  private setLedger(changes: Changes<PaymentRecord["ledger"]>): void {
    const { payment } = this.medusa
    if (payment) this.setPayment({ ledger: { ...payment.ledger, ...changes } })
  }

  private setMedusa(changes: Changes<MedusaPayment>): void {
    this.medusa = { ...this.medusa, ...changes }
  }

  private setPayment(changes: Changes<PaymentRecord>): void {
    const { payment } = this.medusa
    if (payment) this.setMedusa({ payment: { ...payment, ...changes } })
  }

  private setCanceled(isCanceled: boolean): void {
    this.setPayment({ isCanceled })
    const held = isCanceled ? 0 : this.start.total
    this.setMedusa({
      collections: this.medusa.collections.map((collection) =>
        collection.isOwn ? { ...collection, held } : collection
      ),
    })
  }

  private setOrder(
    changes: Changes<NonNullable<MedusaPayment["order"]>>
  ): void {
    const { order } = this.medusa
    if (order) this.setMedusa({ order: { ...order, ...changes } })
  }

  private setStripe(changes: Changes<StripePayment>): void {
    this.stripe = { ...this.stripe, ...changes }
  }

  private setIntent(changes: Changes<PaymentIntentSnapshot>): void {
    const { paymentIntent } = this.stripe
    if (paymentIntent) {
      this.setStripe({ paymentIntent: { ...paymentIntent, ...changes } })
    }
  }
}

function repair(
  collection: CollectionSummary,
  repair: CollectionRepair | undefined
): CollectionSummary[] {
  switch (repair?.kind) {
    case "remove":
      return []
    case "set_amount":
      return [{ ...collection, amount: repair.amount }]
    case "set_status":
      return [{ ...collection, status: repair.status }]
    case "recalculate":
      return [{ ...collection, isOutOfSync: false }]
    case undefined:
      return [collection]
  }
}

function sumOf(rows: readonly LedgerEntry[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0)
}
