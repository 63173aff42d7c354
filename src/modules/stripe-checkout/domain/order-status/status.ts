/**
 * What the order's status, in its metadata, should say about its money: over all its
 * payments, because the money is the order's.
 *
 * Written when the status of the money changes. It replaces only what the plugin wrote,
 * or a status that requested something and has its answer; a status that a person chose
 * meanwhile stays, and the change then only counts as reported.
 */
import { shorten } from "../quote"
import { because, type Reason, withCause } from "../reasons/reason"
import {
  type MoneyStatus,
  type OrderMoney,
  type PaymentStatus,
  readDelayedStatus,
  readOrderMoney,
  readPaymentStatus,
  type TriedCapture,
} from "./money-status"

export type StatusNames = Readonly<Record<MoneyStatus, string | null>>

export interface StatusContext {
  /** What was reported last; null before the first report. */
  readonly reported: {
    readonly payment: PaymentStatus | null
    readonly order: MoneyStatus | null
  }
  readonly lastCapture: TriedCapture | null
  /** The statuses under the key that requested something and have their answer. */
  readonly answered: readonly string[]
}

export interface OrderStatusFacts extends OrderMoney {
  /** A person or a program set the order's status, after the order was placed. */
  readonly isChosen: boolean
  readonly names: StatusNames
  readonly context: StatusContext
}

export interface OrderStatusUpdate {
  /** The payment's own status, if that changed: subscribers are notified. */
  readonly payment: PaymentStatus | null
  /** The status of the order's money. */
  readonly order: MoneyStatus
  readonly from: string | null
  /** Null: nothing is written, the change counts as reported. */
  readonly to: string | null
  readonly reason: Reason
}

export function decideOrderStatus(
  facts: OrderStatusFacts
): OrderStatusUpdate | null {
  const { own, order, names, context } = facts
  const payment = readPaymentStatus(own)
  const money = readOrderMoney(facts)
  const isPaymentNew = payment !== null && payment !== context.reported.payment
  if (money === null || !(isPaymentNew || money !== context.reported.order)) {
    return null
  }
  const change = {
    payment: isPaymentNew ? payment : null,
    order: money,
    from: order.status,
  }
  // Subscribers read about the payment, the order's history about the order.
  const reason = explain(change.payment ?? money, facts)
  const keepBecause = whyKeepStatus(money, facts)
  return keepBecause
    ? {
        ...change,
        to: null,
        reason:
          keepBecause === "unchanged"
            ? reason
            : withCause("newer_status_kept", reason, {
                order_status: shorten(order.status ?? ""),
              }),
      }
    : { ...change, to: names[money], reason }
}

function whyKeepStatus(
  money: MoneyStatus,
  facts: OrderStatusFacts
): "unchanged" | "moved_on" | null {
  const { order, names } = facts
  const name = names[money]
  if (name === null || name === order.status || order.isCanceled) {
    return "unchanged"
  }
  return wasMovedOn(facts) ? "moved_on" : null
}

/**
 * Whatever an order is placed with came from its cart, where a shopper can write it. But an
 * automation may set a status as soon as the order is placed, before the plugin does.
 */
function wasMovedOn({
  order: { status },
  names,
  context,
  isChosen,
}: OrderStatusFacts): boolean {
  const isFromCart = context.reported.order === null && !isChosen
  if (status === null || isFromCart) {
    return false
  }
  const isOurs = namesWrittenBefore(names, context).includes(status)
  return !isOurs && !context.answered.includes(status)
}

/** Of a shop that never places orders before the bank decides, two of the names are its own. */
function namesWrittenBefore(
  { pending, failed, ...others }: StatusNames,
  { reported }: StatusContext
): (string | null)[] {
  const mayBeOurs = reported.order === "pending" || reported.order === "failed"
  return [...Object.values(others), ...(mayBeOurs ? [pending, failed] : [])]
}

function explain(status: MoneyStatus, facts: OrderStatusFacts): Reason {
  switch (status) {
    case "authorized":
      return because("money_held")
    case "captured":
      return because("money_captured")
    case "partiallyCaptured":
      return because("money_captured_in_part")
    case "captureFailed":
      return findFailure(facts) ?? because("capture_failed")
    case "released":
      return because("money_released")
    case "lapsed":
      return because("money_lapsed")
    case "refunded":
      return because("money_refunded")
    case "pending":
      return because("money_pending")
    case "failed":
      return explainRefusal(facts)
  }
}

function explainRefusal({ own, others }: OrderStatusFacts): Reason {
  const refused = [own, ...others].find(
    (payment) => readDelayedStatus(payment) === "failed"
  )
  return refused?.state === "expired"
    ? because("payment_canceled_before_bank_decided")
    : because("money_refused", {
        message: refused?.failure ?? "Stripe gives no reason",
      })
}

function findFailure({ own, others }: OrderStatusFacts): Reason | null {
  const failed = [own, ...others].find(
    ({ state, lastCapture }) => state === "authorized" && lastCapture?.hasFailed
  )
  return failed?.lastCapture?.reason ?? null
}
