/**
 * The plugin's public events. Amounts in major units.
 */

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import type { MedusaPayment } from "../../modules/stripe-checkout/domain/decision/decision"
import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  type Reason,
  sentenceOf,
} from "../../modules/stripe-checkout/domain/reasons/reason"
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

/** Told where the money is looked at; the others where only our row is at hand. */
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
  readonly reason: Reason
  /** Minor units; absent takes what the event is about from the payment at Stripe. */
  readonly amount?: number
}

/** Whose money the event is about, as it was last read. */
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
    reason: sentenceOf(reason),
  })
}

/** For what is told apart from a look: the amount is the payment's own. */
export async function emitRowEvent(
  container: MedusaContainer,
  row: PaymentRow,
  told: { readonly event: PaymentEvent; readonly reason: Reason }
): Promise<void> {
  await emit(container, told.event, {
    ...describeRow(row),
    reason: sentenceOf(told.reason),
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
 * Says over the event bus: look at this payment. Only a hint; what must not be lost
 * is in a row. Not part of the public events.
 */
export const PAYMENT_SYNC_REQUESTED = "stripe-checkout.payment-sync-requested"

export interface PaymentSyncRequest {
  readonly payment_session_id: string
}
