/**
 * What became of a payment's money, and of an order's over all its payments. Pure.
 */
import type { PaymentState } from "../decision/payment-state"
import type { Reason } from "../reasons/reason"
import type { OrderState } from "./order-state"

export type MoneyStatus =
  | "authorized"
  | "captured"
  | "partiallyCaptured"
  | "captureFailed"
  | "released"
  | "lapsed"
  | "refunded"
  /** Placed before the bank decided, which it has not yet. */
  | "pending"
  /** Placed before the bank decided, and it refused. */
  | "failed"

/** What became of one payment; only an order can be paid in part. */
export type PaymentStatus = Exclude<MoneyStatus, "partiallyCaptured">

/** The newest capture that was tried. */
export interface TriedCapture {
  readonly hasFailed: boolean
  readonly reason: Reason
}

/** One payment of the order. Amounts in minor units, as Stripe has them. */
export interface PaymentMoney {
  readonly state: PaymentState
  readonly held: number
  readonly captured: number
  readonly refunded: number
  readonly hasLapsed: boolean
  readonly lastCapture: TriedCapture | null
  /** Its order was placed before the bank decided; absent where it was not. */
  readonly isPlacedAtOnce?: boolean
  /** Stripe's words for why the bank refused; absent or null where it did not. */
  readonly failure?: string | null
}

export interface OrderMoney {
  readonly order: OrderState
  readonly own: PaymentMoney
  /** The order's other payments. */
  readonly others: readonly PaymentMoney[]
}

export function readPaymentStatus(payment: PaymentMoney): PaymentStatus | null {
  switch (payment.state) {
    case "authorized":
      return payment.lastCapture?.hasFailed ? "captureFailed" : "authorized"
    case "captured":
      return isFullyRefunded([payment]) ? "refunded" : "captured"
    case "canceled":
      return payment.hasLapsed ? "lapsed" : "released"
    default:
      return readDelayedStatus(payment)
  }
}

export function readDelayedStatus({
  isPlacedAtOnce,
  state,
}: PaymentMoney): PaymentStatus | null {
  if (!isPlacedAtOnce) {
    return null
  }
  switch (state) {
    case "processing":
      return "pending"
    case "failed":
    case "expired":
      return "failed"
    default:
      return null
  }
}

/**
 * What is held comes first, as long as the order needs it; then what was captured. Where a
 * part of each hold is captured already, the order is paid in part.
 */
export function readOrderMoney({
  order,
  own,
  others,
}: OrderMoney): MoneyStatus | null {
  const payments = [own, ...others]
  const held = payments.filter(({ state }) => state === "authorized")
  const captured = sum(payments, ({ captured: amount }) => amount)
  if (held.length && !(captured > 0 && order.isPaidInFull)) {
    if (held.some(({ lastCapture }) => lastCapture?.hasFailed)) {
      return "captureFailed"
    }
    return held.every((payment) => payment.captured > 0)
      ? "partiallyCaptured"
      : "authorized"
  }
  const isPending = payments.some((one) => readDelayedStatus(one) === "pending")
  if (isPending && !(captured > 0 && order.isPaidInFull)) {
    return "pending"
  }
  return captured > 0
    ? readCapturedMoney(order, payments)
    : readEndedMoney(own, others)
}

function readCapturedMoney(
  order: OrderState,
  payments: readonly PaymentMoney[]
): MoneyStatus {
  if (isFullyRefunded(payments)) {
    return "refunded"
  }
  return order.outstanding > 0 ? "partiallyCaptured" : "captured"
}

/** Nothing was captured, and nothing is held any longer. */
function readEndedMoney(
  own: PaymentMoney,
  others: readonly PaymentMoney[]
): MoneyStatus | null {
  const status = readPaymentStatus(own)
  if (status !== "released" && status !== "failed") {
    return status
  }
  if (others.some((payment) => payment.hasLapsed)) {
    return "lapsed"
  }
  const hasFailed = others.some((one) => readDelayedStatus(one) === "failed")
  return hasFailed ? "failed" : status
}

function isFullyRefunded(payments: readonly PaymentMoney[]): boolean {
  const captured = sum(payments, ({ captured: amount }) => amount)
  const refunded = sum(payments, ({ refunded: amount }) => amount)
  return captured > 0 && refunded >= captured
}

function sum(
  payments: readonly PaymentMoney[],
  amountOf: (payment: PaymentMoney) => number
): number {
  return payments.reduce((total, payment) => total + amountOf(payment), 0)
}
