/**
 * A tiny model of one order with several payments, in Medusa and at Stripe. People act on
 * either side at any moment; one worker at a time synchronizes, as the lease has it.
 */
import type { MoneyStatus } from "../../order-status/money-status"
import type { PaymentDecision } from "../decide"
import { requiresManualReview, traitsOf } from "../decision-traits"
import { type HoldGrants, reachOfIntent } from "../hold-grants"
import { aPlacedOrder, anOrder, aRequest, aTurn, decideFor } from "./fixtures"
import { ModelPayment } from "./order-world-payment"

const MAX_PASSES = 15
const MAX_ROUNDS = 8
const MAX_PAYMENTS = 3

/** What people do, each at the payment that `at` selects. Amounts in minor units. */
export type Act =
  | { readonly kind: "edit"; readonly total: number }
  | { readonly kind: "pay" | "synchronize" | "lapse" | "release there" | "die" }
  | { readonly kind: "ask for capture"; readonly amount: number | null }
  | { readonly kind: "ask for release" | "cancel the order" }
  | {
      readonly kind: "capture there" | "refund there" | "refund"
      readonly amount: number
    }

/** What the issuer grants for a hold of this amount. */
export type GrantsOf = (amount: number) => HoldGrants | undefined

export class OrderWorld {
  readonly payments: ModelPayment[] = []
  /** What must not happen, as sentences. */
  readonly wrong: string[] = []
  private total: number
  /** Given by Medusa for refunds, so that they do not make the order owe again. */
  private credited = 0
  private isCanceled = false
  private status: string | null = "approved"
  private reportedOrder: MoneyStatus | null = null
  /** The process ends during the next capture, right after Stripe has carried it out. */
  private diesSoon = false
  private readonly marked = new Set<ModelPayment>()
  private readonly grantsOf: GrantsOf

  constructor(total: number, grantsOf: GrantsOf = () => undefined) {
    this.total = total
    this.grantsOf = grantsOf
    this.pay()
  }

  /** By Medusa's ledger. Negative: paid too much. */
  get outstanding(): number {
    const paid = sum(
      this.payments,
      ({ record }) => record.captured - record.refunded
    )
    return this.isCanceled ? 0 : this.total - this.credited - paid
  }

  do(act: Act, at: number): void {
    const payment = this.payments[at % this.payments.length]
    if (!payment) {
      return
    }
    switch (act.kind) {
      case "edit":
        this.total = act.total
        return
      case "cancel the order":
        this.isCanceled = true
        return
      case "die":
        this.diesSoon = true
        return
      case "pay": {
        this.pay()
        return
      }
      case "synchronize": {
        this.synchronize(payment)
        return
      }
      case "ask for capture": {
        payment.ask(aRequest("capture", act.amount))
        return
      }
      case "ask for release": {
        payment.ask(aRequest("release"))
        return
      }
      default: {
        this.creditRefunds(() => {
          payment.moveMoney(act)
        })
        return
      }
    }
  }

  /** Until nothing changes any more: what a few ticks of the job do. */
  rest(): void {
    this.diesSoon = false
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const before = JSON.stringify(this.payments)
      this.payments.forEach((payment) => {
        this.synchronize(payment)
      })
      if (JSON.stringify(this.payments) === before) {
        return
      }
    }
    this.wrong.push("does not come to rest")
  }

  /** A payment link asks for what nothing covers, and holds it. */
  private pay(): void {
    const held = sum(this.payments, ({ intent }) => reachOfIntent(intent))
    const amount = this.outstanding - held
    if (amount > 0 && this.payments.length < MAX_PAYMENTS && !this.isCanceled) {
      this.payments.push(
        new ModelPayment(
          this.payments.length + 1,
          amount,
          this.grantsOf(amount)
        )
      )
    }
  }

  private synchronize(payment: ModelPayment): void {
    this.marked.delete(payment)
    for (let pass = 0; pass < MAX_PASSES; pass += 1) {
      const decision = this.decide(payment)
      payment.needsReview = requiresManualReview(decision)
      const hasDied = this.carryOut(decision, payment)
      payment.writeRow()
      this.mark(decision, payment)
      if (hasDied) {
        return
      }
      if (traitsOf(decision.kind).endsPass) {
        this.marked.forEach((other) => {
          this.synchronize(other)
        })
        return
      }
    }
    this.wrong.push("a payment was not in sync after all passes")
  }

  private mark(decision: PaymentDecision, payment: ModelPayment): void {
    const hasMoved = this.othersOf(payment).some((other) => other.hasMoved)
    if (!traitsOf(decision.kind).changesOrderMoney && !hasMoved) {
      return
    }
    this.payments
      .filter((other) => other !== payment)
      .forEach((other) => this.marked.add(other))
  }

  private decide(payment: ModelPayment): PaymentDecision {
    const { record, request, reportedRefunds, reported } = payment
    const { outstanding } = this
    return decideFor(
      aPlacedOrder({
        turn: aTurn(payment.turn),
        amount: record.amount,
        payment: record,
        order: anOrder({
          outstanding: Math.max(0, outstanding),
          isPaidInFull: outstanding <= 0,
          isCanceled: this.isCanceled,
          status: this.status,
        }),
        others: this.othersOf(payment),
        reportedRefunds,
        statusContext: {
          reported: { payment: reported, order: this.reportedOrder },
          lastCapture: null,
          answered: [],
        },
      }),
      payment.stripe,
      request
    )
  }

  private othersOf(
    payment: ModelPayment
  ): ReturnType<ModelPayment["asOther"]>[] {
    const asks = payment.request?.kind === "capture"
    return this.payments
      .filter((other) => other !== payment)
      .map((other) =>
        other.asOther(asks && payment.intent.amountCapturable > 0)
      )
  }

  /** @returns whether the process has died. */
  private carryOut(decision: PaymentDecision, payment: ModelPayment): boolean {
    switch (decision.kind) {
      case "capture":
        return this.capture(payment, decision)
      case "write_order_status": {
        const { payment: own, order, to } = decision.update
        payment.reported = own ?? payment.reported
        this.reportedOrder = order
        this.status = to ?? this.status
        return false
      }
      default:
        this.creditRefunds(() => {
          if (!payment.carryOut(decision)) {
            this.wrong.push(`${decision.kind} was not expected`)
          }
        })
        return false
    }
  }

  /** A refund pays back first what the order was overpaid. */
  private creditRefunds(act: () => void): void {
    const overpaid = Math.max(0, -this.outstanding)
    const before = sum(this.payments, ({ record }) => record.refunded)
    act()
    const after = sum(this.payments, ({ record }) => record.refunded)
    this.credited += Math.max(0, after - before - overpaid)
  }

  private capture(
    payment: ModelPayment,
    {
      amount,
      keepsRest,
    }: { readonly amount: number; readonly keepsRest?: true }
  ): boolean {
    const unrecorded = sum(this.payments, ({ unrecorded: money }) => money)
    const owed = this.outstanding - unrecorded
    if (amount > owed) {
      this.wrong.push(`captures ${amount} where ${owed} is owed`)
    }
    if (amount > reachOfIntent(payment.intent)) {
      this.wrong.push(`captures ${amount} beyond what is held and granted`)
    }
    payment.begin()
    payment.captureAtStripe(amount, keepsRest)
    if (this.diesSoon) {
      this.diesSoon = false
      return true
    }
    payment.recordCapture(amount)
    payment.answer()
    return false
  }
}

function sum<T>(all: readonly T[], amountOf: (one: T) => number): number {
  return all.reduce((total, one) => total + amountOf(one), 0)
}
