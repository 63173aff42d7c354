/**
 * The saved views of the list of payments: which payments each shows, and in which order.
 * A further view is one entry here, and its words in the admin's translations.
 */
import type { DisputeKind } from "../domain/disputes/dispute"
import { WITHOUT_ORDER } from "./payments-without-order"

/** By which the list is sorted; a minus sorts descending. */
export const PAYMENT_ORDERS = [
  "created_at",
  "-created_at",
  "capture_before",
  "-capture_before",
  "amount",
  "-amount",
] as const

export type PaymentOrder = (typeof PAYMENT_ORDERS)[number]

/** What a view depends on beside our own rows: the merchant's choices, and what Medusa says. */
export interface ViewSettings {
  /** `captureDeadline.warnHours`. */
  readonly warnHours: number
  /** The payment sessions of payment links that can be paid now. */
  readonly openLinks: readonly string[]
}

interface PaymentView {
  /** A condition on the payment row `p`. */
  readonly where: string
  /** One for each `?` of the condition. */
  readonly parameters?: (settings: ViewSettings) => readonly unknown[]
  /** Unless another one is requested. */
  readonly order: PaymentOrder
  /** Each of its payments waits for somebody; the others are ordinary work, or history. */
  readonly needsAttention: boolean
  /** Its holds have ended, and are sorted and filtered by the deadline that they had. */
  readonly hasPastDeadlines?: true
}

/** The issuer holds money, or did, or it was captured. As the indexes of the list have it. */
const WITH_MONEY = `p.state in ('authorized', 'captured', 'canceled') and p.deleted_at is null`

export const HELD_NOW = `p.state = 'authorized' and p.deleted_at is null`

/** Read first: there are few of them, and many payments. */
const withOpenDiscrepancy = (which = ""): string =>
  `p.payment_session_id = any (array(
     select d.payment_session_id from stripe_checkout_discrepancy d
      where d.status = 'open' and d.deleted_at is null${which}
   )) and p.deleted_at is null`

/** Likewise. */
const withOpen = (kind: DisputeKind): string =>
  `p.payment_session_id = any (array(
     select d.payment_session_id from stripe_checkout_dispute d
      where d.kind = '${kind}' and d.is_open and d.deleted_at is null
   )) and p.deleted_at is null`

/** Whether another payment of the order holds the money instead, or has captured it. */
const PAID_BY_OTHER_PAYMENT = `exists (
     select from stripe_checkout_payment other
      where other.purchase_id = p.purchase_id and other.id <> p.id
        and other.state in ('authorized', 'captured') and other.deleted_at is null)`

/** After so long nobody works on it any more; it stays among all payments. */
const DAYS_AFTER_LAPSE = 30

const VIEWS = {
  all: {
    where: WITH_MONEY,
    order: "-created_at",
    needsAttention: false,
  },
  to_capture: {
    where: `${HELD_NOW} and p.order_id is not null`,
    order: "capture_before",
    needsAttention: false,
  },
  capture_failed: {
    where: `${HELD_NOW} and p.reported_status = 'captureFailed'`,
    order: "capture_before",
    needsAttention: true,
  },
  refund_failed: {
    where: withOpenDiscrepancy(" and d.kind = 'refund_failed'"),
    order: "-created_at",
    needsAttention: true,
  },
  expiring: {
    where: `${HELD_NOW} and p.capture_before < now() + ? * interval '1 hour'`,
    parameters: ({ warnHours }) => [warnHours],
    order: "capture_before",
    needsAttention: true,
  },
  lapsed: {
    where: `p.state = 'canceled' and p.reported_status = 'lapsed' and p.deleted_at is null
       and coalesce(p.capture_before, p.synced_at) > now() - interval '${DAYS_AFTER_LAPSE} days'
       and not ${PAID_BY_OTHER_PAYMENT}`,
    order: "-created_at",
    needsAttention: true,
    hasPastDeadlines: true,
  },
  not_placeable: {
    where: WITHOUT_ORDER,
    order: "-created_at",
    needsAttention: true,
  },
  disputed: {
    where: withOpen("dispute"),
    order: "-created_at",
    needsAttention: true,
  },
  in_review: {
    where: withOpen("review"),
    order: "-created_at",
    needsAttention: true,
  },
  needs_review: {
    where: withOpenDiscrepancy(),
    order: "-created_at",
    needsAttention: true,
  },
  pending: {
    where: `(p.state = 'processing' and p.next_sync_at is not null
        or p.payment_session_id = any (array(select jsonb_array_elements_text(?::jsonb))))
       and p.deleted_at is null`,
    parameters: ({ openLinks }) => [JSON.stringify(openLinks)],
    order: "-created_at",
    needsAttention: false,
  },
} satisfies Record<string, PaymentView>

export type PaymentViewName = keyof typeof VIEWS

export const PAYMENT_VIEWS: Readonly<Record<PaymentViewName, PaymentView>> =
  VIEWS

export const PAYMENT_VIEW_NAMES = Object.keys(
  VIEWS
) as readonly PaymentViewName[]
