/**
 * The plugin's public events. Amounts in major units.
 */
import { Modules } from "@medusajs/framework/utils"

import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import type { Scene } from "../deeds/scene"

export type PaymentEvent =
  | "authorized"
  | "captured"
  | "capture_failed"
  | "authorization_expiring"
  | "authorization_released"
  | "authorization_lapsed"
  | "refunded"

/** What every event of the plugin carries; null where it does not apply. */
export interface PaymentEventPayload {
  readonly payment_id: string | null
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly cart_id: string | null
  readonly account: string
  readonly amount: number | null
  readonly currency_code: string
  readonly reason: string
}

export async function emitPaymentEvent(
  { container, row, medusa, stripe }: Scene,
  event: PaymentEvent,
  reason: string
): Promise<void> {
  const minor = readAmount(event, stripe.paymentIntent)
  const payload: PaymentEventPayload = {
    payment_id: medusa.payment?.id ?? null,
    payment_session_id: row.payment_session_id,
    order_id: medusa.order?.id ?? null,
    cart_id: row.cart_id,
    account: row.account,
    amount:
      minor === null ? null : Number(toMajorUnits(minor, row.currency_code)),
    currency_code: row.currency_code,
    reason,
  }
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name: `stripe_checkout.${event}`, data: payload })
}

function readAmount(
  event: PaymentEvent,
  intent: Scene["stripe"]["paymentIntent"]
): number | null {
  if (!intent) {
    return null
  }
  switch (event) {
    case "captured":
      return intent.amountReceived
    case "refunded":
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
