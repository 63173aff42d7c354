/**
 * What the admin's notification bell says of an event that a person should know of. Pure.
 *
 * Medusa stores the text once for all users, so it is English like every sentence of the
 * server.
 */

import { formatMoney, toMinorUnits } from "./money"

/** The events that ask somebody to act, and the end of a dispute, which is about money. */
export const NOTICED = [
  "capture_failed",
  "refund_failed",
  "authorization_expiring",
  "authorization_lapsed",
  "order_not_placeable",
  "dispute_opened",
  "dispute_closed",
  "review_opened",
  "fraud_warning",
  "event_dead",
  "payment_failed",
] as const

export type NoticedEvent = (typeof NOTICED)[number]

/** What the event carries. */
export interface NoticedFacts {
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly order_display_id: number | null
  /** Major units. */
  readonly amount: number | null
  readonly currency_code: string
  readonly reason: string
  readonly reason_code: string
  readonly reason_params: Readonly<Record<string, unknown>>
}

/**
 * A shopper whose bank refuses knows that there is no order. Only where there is one does
 * somebody have to act.
 */
export function isNoticed(
  event: NoticedEvent,
  { payment_id }: { readonly payment_id: string | null }
): boolean {
  return event !== "payment_failed" || payment_id !== null
}

export interface Notice {
  readonly title: string
  readonly description: string
  /** The same event, emitted twice after a crash, is one notice. */
  readonly key: string
}

const TITLES: Readonly<Record<NoticedEvent, string>> = {
  capture_failed: "Capture failed",
  refund_failed: "Refund failed",
  authorization_expiring: "A hold is about to lapse",
  authorization_lapsed: "A hold has lapsed",
  order_not_placeable: "Paid, but no order",
  dispute_opened: "A payment is disputed",
  dispute_closed: "A dispute is closed",
  review_opened: "A payment is in review",
  fraud_warning: "A payment may be fraud",
  event_dead: "A Stripe event could not be processed",
  payment_failed: "A placed order was not paid",
}

/** Their reasons name the amount that they are about, or are about none. */
const SAYS_ITS_AMOUNT: ReadonlySet<NoticedEvent> = new Set([
  "dispute_opened",
  "dispute_closed",
  "event_dead",
])

export function writeNotice(
  event: NoticedEvent,
  facts: NoticedFacts,
  now: Date
): Notice {
  const { amount, currency_code, order_display_id, reason } = facts
  const about = [
    ...(order_display_id === null ? [] : [`Order #${order_display_id}`]),
    ...(amount === null || SAYS_ITS_AMOUNT.has(event)
      ? []
      : [formatMoney(toMinorUnits(amount, currency_code), currency_code)]),
  ].join(", ")
  return {
    title: TITLES[event],
    description: about ? `${about}: ${reason}` : reason,
    key: ["stripe-checkout", event, ...keyOf(event, facts, now)].join(":"),
  }
}

/**
 * A capture or refund may fail again later, which is news; the others happen to a payment, or
 * an event, once.
 */
function keyOf(
  event: NoticedEvent,
  {
    payment_session_id: payment,
    amount,
    reason_code,
    reason_params,
  }: NoticedFacts,
  now: Date
): (string | number)[] {
  switch (event) {
    case "capture_failed":
    case "refund_failed":
      return [payment, amount ?? "", now.toISOString().slice(0, DAY_LENGTH)]
    case "event_dead":
      return [payment, String(reason_params["event_id"])]
    case "dispute_opened":
    case "dispute_closed":
      // An inquiry may become a dispute, and a lost dispute may be appealed.
      return [String(reason_params["stripe_id"]), reason_code]
    case "review_opened":
    case "fraud_warning":
      return [String(reason_params["stripe_id"])]
    case "authorization_expiring":
    case "authorization_lapsed":
    case "order_not_placeable":
    case "payment_failed":
      return [payment]
  }
}

/** Of an ISO date, before its time. */
const DAY_LENGTH = 10

/** About an account: once for each silence. */
export function writeSilenceNotice({
  account,
  last_received_at,
  reason,
}: {
  readonly account: string
  readonly last_received_at: string | null
  readonly reason: string
}): Notice {
  return {
    title: "Stripe sends no webhooks",
    description: `Account ${account}: ${reason}`,
    key: `stripe-checkout:webhooks_silent:${account}:${last_received_at ?? "never"}`,
  }
}
