/**
 * What Stripe reported of an order's payments, for the card's history.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { describeReason } from "../../../../modules/stripe-checkout/domain/reasons/reason"
import type { EventRow } from "../../../../modules/stripe-checkout/repositories/event-inbox"
import type { PaymentRow } from "../../../../modules/stripe-checkout/repositories/payment-row"
import { resolveModule } from "../../../../workflows/support/module"
import type { PaymentEventDescription } from "./responses"

/** Of all payments of the order. */
const NEWEST = 50

/** By the payment's session. What said nothing new is left out. */
export async function readPaymentEvents(
  container: MedusaContainer,
  rows: readonly PaymentRow[]
): Promise<ReadonlyMap<string, PaymentEventDescription[]>> {
  const byPayment = new Map<string, PaymentEventDescription[]>()
  if (!rows.length) {
    return byPayment
  }
  const { events } = await resolveModule(container).eventInbox.list({
    ...ANY_EVENT,
    paymentSessionIds: rows.map((row) => row.payment_session_id),
  })
  for (const event of events) {
    const id = event.payment_session_id
    if (id !== null && event.status !== "ignored") {
      byPayment.set(id, [...(byPayment.get(id) ?? []), describe(event)])
    }
  }
  return byPayment
}

const ANY_EVENT = {
  status: null,
  type: null,
  account: null,
  eventId: null,
  since: null,
  before: null,
  limit: NEWEST,
}

function describe(event: EventRow): PaymentEventDescription {
  return {
    id: event.id,
    type: event.type,
    status: event.status,
    source: event.delivered_at === null ? "sweep" : "webhook",
    received_at: event.created_at.toISOString(),
    ...(event.reason ? describeReason(event.reason) : NO_REASON),
  }
}

const NO_REASON = { reason: null, reason_code: null, reason_params: null }
