/**
 * Medusa's events name an order, a fulfillment or a payment. Which of our payments
 * does that concern?
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { findOrderPayments } from "./find-order-payments"

export interface ChangedRecord {
  readonly order_id?: string
  readonly fulfillment_id?: string
  readonly payment_id?: string
}

export const findAffectedPaymentsStep = createStep(
  "find-affected-payments",
  async (changed: ChangedRecord, { container }) => {
    const orderId = await findChangedOrder(container, changed)
    const rows = orderId ? await findOrderPayments(container, orderId) : []
    return new StepResponse(rows.map((row) => row.payment_session_id))
  }
)

async function findChangedOrder(
  container: MedusaContainer,
  { order_id, fulfillment_id, payment_id }: ChangedRecord
): Promise<string | null> {
  if (order_id) {
    return order_id
  }
  if (fulfillment_id) {
    return findLinkedOrder(container, "fulfillment", fulfillment_id)
  }
  return payment_id ? findOrderOfPayment(container, payment_id) : null
}

async function findLinkedOrder(
  container: MedusaContainer,
  entity: "fulfillment",
  id: string
): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity,
    fields: ["id", "order.id"],
    filters: { id },
  })
  const row = data[0] as { order?: { id: string } | null } | undefined
  return row?.order?.id ?? null
}

async function findOrderOfPayment(
  container: MedusaContainer,
  id: string
): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment",
    fields: ["id", "payment_collection.order.id"],
    filters: { id },
  })
  const row = data[0] as
    | { payment_collection?: { order?: { id: string } | null } | null }
    | undefined
  return row?.payment_collection?.order?.id ?? null
}
