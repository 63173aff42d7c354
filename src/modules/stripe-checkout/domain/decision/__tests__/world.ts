/**
 * A tiny model of Medusa and Stripe in which decided deeds are really done, as far as
 * one payment is concerned.
 */
import type { Booking, CollectionRepair, CollectionSummary } from "../decision"
import type { PaymentIntentSnapshot, StripePayment } from "../payment-state"
import type {
  MedusaPayment,
  PaymentDecision,
  PaymentRecord,
  Wish,
} from "../decide"
import { aBooking, anOrder, aPage, aPayment, aSession } from "./fixtures"
import { medusaOf, type Start, stripeOf } from "./world-start"

export const MAXIMUM_LOOKS = 15

type Changes<T> = { -readonly [Key in keyof T]?: T[Key] }
type Decide = (
  medusa: MedusaPayment,
  stripe: StripePayment,
  wish: Wish | null
) => PaymentDecision

export class World {
  medusa: MedusaPayment
  stripe: StripePayment
  wish: Wish | null
  looks = 0
  takenByUs = 0
  isReleasedByUs = false
  readonly owedAtStart: number
  readonly askedFor: number
  /** Deeds that core or Stripe would refuse, so that every further look fails. */
  readonly deedsThatFail: string[] = []
  private readonly start: Start

  constructor(start: Start, wish: Wish | null) {
    this.start = start
    this.wish = wish
    this.medusa = medusaOf(start)
    this.stripe = stripeOf(start)
    this.owedAtStart = this.medusa.order?.outstanding ?? start.total
    this.askedFor = wish?.kind === "capture" ? (wish.amount ?? Infinity) : 0
  }

  runUntilRest(decide: Decide): PaymentDecision {
    const decision = decide(this.medusa, this.stripe, this.wish)
    const isAtRest = decision.kind === "rest" || decision.kind === "wait"
    if (isAtRest || this.looks >= MAXIMUM_LOOKS) return decision
    this.looks += 1
    this.perform(decision)
    return this.runUntilRest(decide)
  }

  private perform(decision: PaymentDecision): void {
    const deed = this.deeds[decision.kind] as (given: PaymentDecision) => void
    deed(decision)
  }

  private readonly deeds: {
    [Kind in PaymentDecision["kind"]]: (
      decision: Extract<PaymentDecision, { kind: Kind }>
    ) => void
  } = {
    rest: () => undefined,
    wait: () => undefined,
    tell_deadline: () => this.setMedusa({ deadline: "told" }),
    expire_checkout_session: () =>
      this.setStripe({ checkoutSession: aPage("expired") }),
    complete_cart: () => this.completeCart(),
    authorize_session: () => this.authorize(),
    undo_order: () => this.setMedusa({ interruption: null }),
    announce_order: () => this.setMedusa({ interruption: null }),
    restore_payment: () => this.setCanceled(false),
    cancel_in_medusa: () => this.setCanceled(true),
    mend_collections: ({ repairs }) =>
      this.setMedusa({
        collections: this.medusa.collections.flatMap((collection) =>
          mend(
            collection,
            repairs.find(({ id }) => id === collection.id)
          )
        ),
      }),
    bind_anew: () => {
      const paymentSession = aSession(this.start.total)
      this.setMedusa({ paymentSession, canBeBoundAnew: false })
    },
    name_session_at_stripe: () =>
      this.setIntent({ paymentSessionId: "payses_1" }),
    mark_session: () =>
      this.setMedusa({
        paymentSession: aSession(this.start.total, "authorized"),
      }),
    mark_captured: () => this.setBooks({ isMarkedCaptured: true }),
    release_without_order: () => {
      this.setMedusa({ isReleasing: true, paymentSession: null })
      this.release()
    },
    release_hold: ({ operationId }) => {
      this.release()
      if (operationId) this.wish = null
    },
    drop_capture: ({ captureId }) =>
      this.setCaptures((rows) => rows.filter(({ id }) => id !== captureId)),
    drop_refund: ({ refundId }) =>
      this.setRefunds((rows) => rows.filter(({ id }) => id !== refundId)),
    book: ({ rowId }) => this.book(rowId),
    recount_summary: () => this.setOrder({ isMiscounted: false }),
    unbook: ({ transactionIds }) => this.unbook(transactionIds),
    record_capture: ({ amount }) => this.record(amount),
    record_refund: ({ amount }) =>
      this.setRefunds((rows) => [...rows, aBooking("ref_new", amount)]),
    capture: ({ amount }) => this.capture(amount),
    decline: () => {
      this.wish = null
    },
    conclude: () => {
      this.wish = null
    },
    describe_at_stripe: ({ orderId }) => this.setIntent({ orderId }),
    report: ({ report: { situation, to } }) => {
      const { report } = this.medusa
      this.setMedusa({ report: { ...report, told: situation } })
      if (to) this.setOrder({ status: to })
    },
  }

  private completeCart(): void {
    if (this.medusa.paymentSession?.amount !== this.start.total) {
      this.deedsThatFail.push("complete_cart")
      return
    }
    this.setMedusa({
      order: anOrder({ outstanding: this.start.total, status: null }),
    })
    this.authorize()
  }

  private authorize(): void {
    const { payment } = this.medusa
    if (payment?.isCanceled) this.deedsThatFail.push("authorize")
    this.setMedusa({
      payment: payment ?? aPayment({ amount: this.start.total }),
      paymentSession: aSession(this.start.total, "authorized"),
    })
  }

  private capture(amount: number): void {
    this.wish = null
    if (this.start.issuer === "declines") {
      const lastCapture = {
        hasFailed: true,
        requestedByStatus: null,
        reason: "Your card was declined.",
      }
      const { report } = this.medusa
      this.setMedusa({ report: { ...report, told: null, lastCapture } })
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

  private record(amount: number): void {
    const { payment, order } = this.medusa
    if (!payment || payment.isCanceled || !order) {
      this.deedsThatFail.push("record")
      return
    }
    this.setCaptures((rows) => [...rows, aBooking("capt_new", amount)])
    this.setOrder({ outstanding: Math.max(0, order.outstanding - amount) })
    if (this.medusa.payment?.captured === payment.amount) {
      this.setBooks({ isMarkedCaptured: true })
    }
  }

  private release(): void {
    if (this.stripe.paymentIntent?.status !== "requires_capture") {
      this.deedsThatFail.push("release")
    }
    this.setIntent({ status: "canceled", amountCapturable: 0 })
    this.isReleasedByUs = true
  }

  private book(rowId: string): void {
    const add = (row: Booking): Booking =>
      row.id === rowId ? { ...row, transactionIds: ["t_new"] } : row
    this.setCaptures((rows) => rows.map(add))
    this.setRefunds((rows) => rows.map(add))
  }

  private unbook(ids: readonly string[]): void {
    const remove = (row: Booking): Booking => ({
      ...row,
      transactionIds: row.transactionIds.filter((id) => !ids.includes(id)),
    })
    this.setCaptures((rows) => rows.map(remove))
    this.setRefunds((rows) => rows.map(remove))
  }

  private setCaptures(change: (rows: readonly Booking[]) => Booking[]): void {
    const captures = change(this.medusa.payment?.books.captures ?? [])
    this.setBooks({ captures })
    this.setPayment({ captured: sumOf(captures) })
  }

  private setRefunds(change: (rows: readonly Booking[]) => Booking[]): void {
    const refunds = change(this.medusa.payment?.books.refunds ?? [])
    this.setBooks({ refunds })
    this.setPayment({ refunded: sumOf(refunds) })
  }

  private setBooks(changes: Changes<PaymentRecord["books"]>): void {
    const { payment } = this.medusa
    if (payment) this.setPayment({ books: { ...payment.books, ...changes } })
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

function mend(
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
    case "count_anew":
      return [{ ...collection, isMiscounted: false }]
    case undefined:
      return [collection]
  }
}

function sumOf(rows: readonly Booking[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0)
}
