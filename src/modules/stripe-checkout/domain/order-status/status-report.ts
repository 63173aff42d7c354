/**
 * What the order's status, in its metadata, should say about the money.
 *
 * Written once per change of situation. A merchant who has meanwhile chosen a
 * newer status wins: then the situation only counts as told.
 */
import type { PaymentState } from "../decision/payment-state"

export interface OrderSummary {
  readonly id: string
  readonly displayId: string
  readonly isCanceled: boolean
  /** Minor units that the order still owes. */
  readonly outstanding: number
  /** By an order edit, a claim, an exchange or a return. */
  readonly isEdited: boolean
  /** Core's summary counts something else than the order's transactions. */
  readonly isMiscounted: boolean
  /** The value under the status key now. */
  readonly status: string | null
}

export type MoneySituation =
  | "authorized"
  | "captured"
  | "captureFailed"
  | "released"
  | "lapsed"
  | "refunded"

export type StatusNames = Readonly<Record<MoneySituation, string | null>>

export interface StatusReport {
  /** The situation that was told last; null before the first. */
  readonly told: MoneySituation | null
  readonly names: StatusNames
  /** The outcome of the newest capture that was tried, and the status that asked for it. */
  readonly lastCapture: {
    readonly hasFailed: boolean
    readonly requestedByStatus: string | null
    readonly reason: string
  } | null
}

export interface StatusReportFacts {
  readonly order: OrderSummary
  readonly report: StatusReport
  readonly state: PaymentState
  readonly hasLapsed: boolean
  readonly isFullyRefunded: boolean
}

export interface StatusReportDecision {
  readonly situation: MoneySituation
  readonly from: string | null
  /** Null: nothing is written, the situation counts as told. */
  readonly to: string | null
  readonly reason: string
}

export function decideStatusReport(
  facts: StatusReportFacts
): StatusReportDecision | null {
  const situation = readSituation(facts)
  const { order, report } = facts
  if (situation === null || situation === report.told) {
    return null
  }
  const told = { situation, from: order.status }
  const keepBecause = whyKeepStatus(situation, facts)
  return keepBecause
    ? { ...told, to: null, reason: keepBecause }
    : {
        ...told,
        to: report.names[situation],
        reason: explain(situation, report),
      }
}

function whyKeepStatus(
  situation: MoneySituation,
  { order, report }: StatusReportFacts
): string | null {
  const name = report.names[situation]
  if (name === null || name === order.status || order.isCanceled) {
    return explain(situation, report)
  }
  return wasMovedOn(situation, { order, report })
    ? `${explain(situation, report)} The order was moved on to "${order.status ?? ""}" meanwhile; its newer status stays.`
    : null
}

/** An answer is written only where the question, or an older answer of ours, stands. */
function wasMovedOn(
  situation: MoneySituation,
  { order, report }: Pick<StatusReportFacts, "order" | "report">
): boolean {
  const asked = readQuestion(situation, report)
  const isOurs = Object.values(report.names).includes(order.status)
  return asked !== null && asked !== order.status && !isOurs
}

function readQuestion(
  situation: MoneySituation,
  { lastCapture }: StatusReport
): string | null {
  const isAnswer =
    situation === (lastCapture?.hasFailed ? "captureFailed" : "captured")
  return isAnswer ? (lastCapture?.requestedByStatus ?? null) : null
}

function readSituation(facts: StatusReportFacts): MoneySituation | null {
  switch (facts.state) {
    case "authorized":
      return facts.report.lastCapture?.hasFailed
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

function explain(situation: MoneySituation, report: StatusReport): string {
  switch (situation) {
    case "authorized":
      return "The money is held and can be captured."
    case "captured":
      return "The money was captured."
    case "captureFailed":
      return report.lastCapture?.reason ?? "The capture failed."
    case "released":
      return "The hold was released; no money was taken."
    case "lapsed":
      return "The hold lapsed before it was captured; ask for the money again with a payment link."
    case "refunded":
      return "All of the captured money was given back."
  }
}
