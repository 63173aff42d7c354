import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { PLUGIN_ACTOR } from "../modules/stripe-checkout/domain/plugin-actor"
import { findAffectedPayments } from "../workflows/synchronization/affected-payments"
import { startSynchronizations } from "../workflows/synchronization/in-background"

interface ChangedRecord {
  readonly id?: string
  readonly order_id?: string
}

/** These events carry the id of a fulfillment, not of the order. */
const FULFILLMENT_EVENTS = ["shipment.created", "delivery.created"]

/** Admin's own buttons capture and refund without our lease. */
const PAYMENT_EVENTS = ["payment.captured", "payment.refunded"]

/** Core's link between an order and a payment collection: the collection was deleted. */
const COLLECTION_REMOVED = "LinkOrderPaymentCollection.detached"

/**
 * Medusa has no event "the order's status changed", so every event that may mean it
 * leads to a synchronization, which decides from Medusa's change records.
 */
export default async function synchronizeOnOrderChange({
  event: { name, data, metadata },
  container,
}: SubscriberArgs<ChangedRecord>): Promise<void> {
  const input = readChange(name, data)
  if (!input || metadata?.["written_by"] === PLUGIN_ACTOR) {
    return
  }
  const subject = `${name} ${data.id ?? data.order_id ?? ""}`
  await startSynchronizations(container, subject, () =>
    findAffectedPayments(container, input)
  )
}

function readChange(event: string, { id, order_id }: ChangedRecord) {
  if (id && FULFILLMENT_EVENTS.includes(event)) {
    return { fulfillment_id: id }
  }
  if (id && PAYMENT_EVENTS.includes(event)) {
    return { payment_id: id }
  }
  if (id && event === COLLECTION_REMOVED) {
    return { order_collection_link_id: id }
  }
  const orderId = order_id ?? id
  return orderId ? { order_id: orderId } : null
}

export const config: SubscriberConfig = {
  event: [
    "order.placed",
    "order.updated",
    "order.completed",
    "order.archived",
    "order.canceled",
    "order.fulfillment_created",
    "order.fulfillment_canceled",
    "order-edit.confirmed",
    "order.claim_created",
    "order.exchange_created",
    "order.return_requested",
    "order.return_received",
    ...FULFILLMENT_EVENTS,
    ...PAYMENT_EVENTS,
    COLLECTION_REMOVED,
  ],
  context: { subscriberId: "stripe-checkout-order-change" },
}
