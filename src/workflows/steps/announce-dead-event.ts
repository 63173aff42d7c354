import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { emitRowEvent } from "./emit-payment-event"

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
  await emitRowEvent(container, row, { event: "event_dead", reason })
}
