/**
 * The plugin's public events, and its internal request for a synchronization.
 */

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import type { DisputeEvent } from "../../modules/stripe-checkout/domain/disputes/reports"
import type { MedusaPayment } from "../../modules/stripe-checkout/domain/decision/medusa-payment"
import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  describeReason,
  type Reason,
  type ReasonDescription,
} from "../../modules/stripe-checkout/domain/reasons/reason"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { count } from "./metrics"

/** What happened; the event's name is `stripe_checkout.` and this. */
export type PaymentEvent =
  | "authorized"
  | "captured"
  | "capture_failed"
  | "payment_failed"
  | "authorization_expiring"
  | "authorization_released"
  | "authorization_lapsed"
  | "refunded"
  | "refund_failed"
  | "payment_link_created"
  | "payment_link_email_requested"
  | "payment_link_reminder"
  | "payment_link_paid"
  | "order_not_placeable"
  | DisputeEvent
  | "discrepancy_found"
  | "event_dead"

/** The names of the events that the plugin emits on Medusa's event bus. */
export type StripeCheckoutEventName = `stripe_checkout.${PaymentEvent}`

/** What every event of the plugin carries. */
export interface StripeCheckoutEventPayload extends ReasonDescription {
  /** Medusa's payment (`pay_...`); null before the cart is completed. */
  readonly payment_id: string | null
  /** Medusa's payment session (`payses_...`). */
  readonly payment_session_id: string
  /** Null before the order is placed. */
  readonly order_id: string | null
  /** The order's number, as people know it. */
  readonly order_display_id: number | null
  /** Null where the payment is for an order that no cart led to. */
  readonly cart_id: string | null
  /** The Stripe account's name in the options; `default` is the one at the top level. */
  readonly account: string
  /**
   * Major units of `currency_code`, e.g. 12.5 for 12.50 EUR. The amount that the event is
   * about: captured, refunded, or held. Null when Stripe has no PaymentIntent yet.
   */
  readonly amount: number | null
  /** ISO 4217, lower case. */
  readonly currency_code: string
}

/**
 * The events that a sync pass emits. Events outside a pass know only our row: see
 * `emitRowEvent`.
 */
export type SyncPassEvent = Exclude<
  PaymentEvent,
  | "payment_link_created"
  | "payment_link_email_requested"
  | "payment_link_reminder"
  | "payment_link_paid"
  | DisputeEvent
  | "discrepancy_found"
  | "event_dead"
>

interface PaymentEventInput {
  readonly event: SyncPassEvent
  readonly reason: Reason
  /** Minor units; absent takes what the event is about from the payment at Stripe. */
  readonly amount?: number
}

/** The payment that the event is about, as it was last read. */
interface EventSubject {
  readonly container: MedusaContainer
  readonly row: PaymentRow
  readonly medusa: Pick<MedusaPayment, "payment" | "order">
  readonly stripe: Pick<StripePayment, "paymentIntent">
}

export async function emitPaymentEvent(
  { container, row, medusa, stripe }: EventSubject,
  { event, reason, amount }: PaymentEventInput
): Promise<void> {
  const minor = amount ?? readAmount(event, stripe.paymentIntent)
  await emit(container, event, {
    ...describeRow(row),
    payment_id: medusa.payment?.id ?? null,
    order_id: medusa.order?.id ?? null,
    order_display_id: medusa.order ? Number(medusa.order.displayId) : null,
    amount:
      minor === null ? null : Number(toMajorUnits(minor, row.currency_code)),
    ...describeReason(reason),
  })
}

interface RowEventInput {
  readonly event: PaymentEvent
  readonly reason: Reason
  /** Major units; absent takes the payment's own. */
  readonly amount?: number
  /** What only this event carries. */
  readonly details?: Readonly<Record<string, string | null>>
  /** Of the amount; absent takes the payment's own. */
  readonly currencyCode?: string
}

/** For events outside a sync pass. */
export async function emitRowEvent(
  container: MedusaContainer,
  row: PaymentRow,
  emitted: RowEventInput
): Promise<void> {
  await emit(container, emitted.event, {
    ...describeRow(row),
    order_display_id: await readOrderNumber(container, row.order_id),
    ...(emitted.amount === undefined ? {} : { amount: emitted.amount }),
    ...(emitted.currencyCode === undefined
      ? {}
      : { currency_code: emitted.currencyCode }),
    ...describeReason(emitted.reason),
    ...emitted.details,
  })
}

/** Null where it cannot be read: what happened is reported all the same. */
async function readOrderNumber(
  container: MedusaContainer,
  orderId: string | null
): Promise<number | null> {
  if (orderId === null) {
    return null
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  try {
    const { data } = await query.graph({
      entity: "order",
      fields: ["display_id"],
      filters: { id: orderId },
    })
    const [order] = data as readonly { readonly display_id: number }[]
    return order?.display_id ?? null
  } catch {
    return null
  }
}

function describeRow(
  row: PaymentRow
): Omit<
  StripeCheckoutEventPayload,
  "order_display_id" | keyof ReasonDescription
> {
  return {
    payment_id: row.payment_id,
    payment_session_id: row.payment_session_id,
    order_id: row.order_id,
    cart_id: row.cart_id,
    account: row.stripe_account,
    amount: Number(row.amount),
    currency_code: row.currency_code,
  }
}

async function emit(
  container: MedusaContainer,
  event: PaymentEvent,
  payload: StripeCheckoutEventPayload
): Promise<void> {
  count("stripe_checkout.payments", { event, account: payload.account })
  const name: StripeCheckoutEventName = `stripe_checkout.${event}`
  await container.resolve(Modules.EVENT_BUS).emit({ name, data: payload })
}

function readAmount(
  event: SyncPassEvent,
  intent: StripePayment["paymentIntent"]
): number | null {
  if (!intent) {
    return null
  }
  switch (event) {
    case "captured":
      return intent.amountReceived
    case "refunded":
    case "refund_failed":
      return intent.amountRefunded
    case "capture_failed":
    case "authorization_expiring":
      return intent.amountCapturable
    case "authorized":
    case "payment_failed":
    case "order_not_placeable":
    case "authorization_released":
    case "authorization_lapsed":
      return intent.amount
  }
}

/**
 * Requests a synchronization over the event bus. Only a hint: what must not be lost is in
 * a row. Not one of the public events.
 */
export const PAYMENT_SYNC_REQUESTED = "stripe-checkout.payment-sync-requested"

export interface PaymentSyncRequest {
  readonly payment_session_id: string
  /** `events`: because of what is in the inbox. */
  readonly wanted: "anything" | "events"
}

export async function requestSync(
  container: MedusaContainer,
  paymentSessionId: string,
  wanted: PaymentSyncRequest["wanted"] = "anything"
): Promise<void> {
  const data: PaymentSyncRequest = {
    payment_session_id: paymentSessionId,
    wanted,
  }
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name: PAYMENT_SYNC_REQUESTED, data })
}

/** Requests that a worker takes up a sweep that has its row already. Not public either. */
export const SWEEP_REQUESTED = "stripe-checkout.sweep-requested"

export async function requestSweep(container: MedusaContainer): Promise<void> {
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name: SWEEP_REQUESTED, data: {} })
}
