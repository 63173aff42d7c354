/**
 * The plugin's public events. Amounts in major units.
 */

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import type { MedusaPayment } from "../../modules/stripe-checkout/domain/decision/decision"
import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { count } from "./metrics"

export type PaymentEvent =
  | "authorized"
  | "captured"
  | "capture_failed"
  | "authorization_expiring"
  | "authorization_released"
  | "authorization_lapsed"
  | "refunded"
  | "refund_failed"
  | "discrepancy_found"
  | "event_dead"

/** Emitted by a sync pass; the others are emitted where only our row is known. */
export type PaymentEventName = Exclude<
  PaymentEvent,
  "discrepancy_found" | "event_dead"
>

/** What every event of the plugin carries; null where it does not apply. */
interface PaymentEventPayload {
  readonly payment_id: string | null
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly cart_id: string | null
  readonly account: string
  readonly amount: number | null
  readonly currency_code: string
  readonly reason: string
}

interface PaymentEventInput {
  readonly event: PaymentEventName
  readonly reason: string
  /** Minor units; absent: taken from the payment at Stripe, by kind of event. */
  readonly amount?: number
}

/** The payment that the event is about, as last read. */
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
    amount:
      minor === null ? null : Number(toMajorUnits(minor, row.currency_code)),
    reason,
  })
}

/** For events outside a sync pass: the amount is the payment's own. */
export async function emitRowEvent(
  container: MedusaContainer,
  row: PaymentRow,
  emitted: { readonly event: PaymentEvent; readonly reason: string }
): Promise<void> {
  await emit(container, emitted.event, {
    ...describeRow(row),
    reason: emitted.reason,
  })
}

function describeRow(row: PaymentRow): Omit<PaymentEventPayload, "reason"> {
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
  payload: PaymentEventPayload
): Promise<void> {
  count("stripe_checkout.payments", { event, account: payload.account })
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name: `stripe_checkout.${event}`, data: payload })
}

function readAmount(
  event: PaymentEventName,
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
    case "authorization_released":
    case "authorization_lapsed":
      return intent.amount
  }
}

/**
 * Requests a sync of one payment over the event bus. Only a hint: whatever must not be
 * lost is stored in a row. Not one of the public events.
 */
export const PAYMENT_SYNC_REQUESTED = "stripe-checkout.payment-sync-requested"

export interface PaymentSyncRequest {
  readonly payment_session_id: string
}
