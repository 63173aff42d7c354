/**
 * What the order's status, in its metadata, should say about the money.
 *
 * Written once per change of the money's status. A newer status that a merchant has
 * chosen meanwhile stays; the change then only counts as reported.
 */
import type { PaymentState } from "../decision/payment-state"
import { shorten } from "../quote"
import { because, type Reason, withCause } from "../reasons/reason"

export interface OrderState {
  readonly id: string
  readonly displayId: string
  readonly isCanceled: boolean
  /** Minor units that the order still owes. */
  readonly outstanding: number
  /** By an order edit, a claim, an exchange or a return. */
  readonly isEdited: boolean
  /** Core's summary counts something else than the order's transactions. */
  readonly isOutOfSync: boolean
  /** The value under the status key now. */
  readonly status: string | null
  /** Changed so recently that core may still be recording what was changed. */
  readonly isSettling: boolean
}

export type MoneyStatus =
  | "authorized"
  | "captured"
  | "captureFailed"
  | "released"
  | "lapsed"
  | "refunded"

export type StatusNames = Readonly<Record<MoneyStatus, string | null>>

export interface StatusContext {
  /** What was reported last; null before the first report. */
  readonly reported: MoneyStatus | null
  /** The outcome of the newest capture that was tried, and the status that requested it. */
  readonly lastCapture: {
    readonly hasFailed: boolean
    readonly requestedByStatus: string | null
    readonly reason: Reason
  } | null
}

export interface OrderStatusFacts {
  readonly order: OrderState
  /** A person or a program set the order's status, after the order was placed. */
  readonly isChosen: boolean
  readonly names: StatusNames
  readonly context: StatusContext
  readonly state: PaymentState
  readonly hasLapsed: boolean
  readonly isFullyRefunded: boolean
}

export interface OrderStatusUpdate {
  readonly status: MoneyStatus
  readonly from: string | null
  /** Null: nothing is written, the change counts as reported. */
  readonly to: string | null
  readonly reason: Reason
}

export function decideOrderStatus(
  facts: OrderStatusFacts
): OrderStatusUpdate | null {
  const status = readMoneyStatus(facts)
  const { order, names, context } = facts
  if (status === null || status === context.reported) {
    return null
  }
  const change = { status, from: order.status }
  const keepBecause = whyKeepStatus(status, facts)
  return keepBecause
    ? { ...change, to: null, reason: keepBecause }
    : { ...change, to: names[status], reason: explain(status, context) }
}

function whyKeepStatus(
  status: MoneyStatus,
  facts: OrderStatusFacts
): Reason | null {
  const { order, names, context } = facts
  const name = names[status]
  if (name === null || name === order.status || order.isCanceled) {
    return explain(status, context)
  }
  return wasMovedOn(status, facts) || wasChosenFirst(status, facts)
    ? withCause("newer_status_kept", explain(status, context), {
        order_status: shorten(order.status ?? ""),
      })
    : null
}

/** A result replaces only the status that requested it, or one of our own. */
function wasMovedOn(
  status: MoneyStatus,
  { order, names, context }: OrderStatusFacts
): boolean {
  const requestedBy = findRequestingStatus(status, context)
  return (
    requestedBy !== null &&
    requestedBy !== order.status &&
    !isOurs(order, names)
  )
}

/**
 * An automation may set the status as soon as the order is placed, before the plugin does.
 * That is the newer one, unless it requested what has just been done.
 */
function wasChosenFirst(
  status: MoneyStatus,
  { order, names, context, isChosen }: OrderStatusFacts
): boolean {
  const isFirst =
    context.reported === null &&
    (status === "authorized" || status === "captured")
  return (
    isFirst &&
    isChosen &&
    !isOurs(order, names) &&
    findRequestingStatus(status, context) !== order.status
  )
}

function isOurs({ status }: OrderState, names: StatusNames): boolean {
  return Object.values(names).includes(status)
}

function findRequestingStatus(
  status: MoneyStatus,
  { lastCapture }: StatusContext
): string | null {
  const isResult =
    status === (lastCapture?.hasFailed ? "captureFailed" : "captured")
  return isResult ? (lastCapture?.requestedByStatus ?? null) : null
}

function readMoneyStatus(facts: OrderStatusFacts): MoneyStatus | null {
  switch (facts.state) {
    case "authorized":
      return facts.context.lastCapture?.hasFailed
        ? "captureFailed"
        : "authorized"
    case "captured":
      return facts.isFullyRefunded ? "refunded" : "captured"
    case "canceled":
      return facts.hasLapsed ? "lapsed" : "released"
    default:
      return null
  }
}

function explain(status: MoneyStatus, context: StatusContext): Reason {
  switch (status) {
    case "authorized":
      return because("money_held")
    case "captured":
      return because("money_captured")
    case "captureFailed":
      return context.lastCapture?.reason ?? because("capture_failed")
    case "released":
      return because("money_released")
    case "lapsed":
      return because("money_lapsed")
    case "refunded":
      return because("money_refunded")
  }
}
