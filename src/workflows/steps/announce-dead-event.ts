import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import type { PaymentRow } from "../../modules/stripe-checkout/rows/payments"
import type { PaymentEventPayload } from "./emit-payment-event"

/** An event that has failed for a day: from here on a person must look. */
export async function announceDeadEvent(
  container: MedusaContainer,
  row: PaymentRow,
  eventId: string
): Promise<void> {
  const reason = `Stripe's event ${eventId} could not be answered after many tries. Mend the cause, then send it again from Stripe's Dashboard or replay it.`
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(`stripe-checkout: ${row.payment_session_id}: ${reason}`)
  const payload: PaymentEventPayload = {
    payment_id: row.payment_id,
    payment_session_id: row.payment_session_id,
    order_id: row.order_id,
    cart_id: row.cart_id,
    account: row.account,
    amount: Number(row.amount),
    currency_code: row.currency_code,
    reason,
  }
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name: "stripe_checkout.event_dead", data: payload })
}
