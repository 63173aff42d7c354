/**
 * Which payments a change in Medusa may be about.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { findOrderPayments } from "../medusa/order-payment-rows"
import { queryOne } from "../medusa/query"
import { resolveModule } from "../support/module"

/** Medusa's events name an order, a fulfillment or a payment. */
export interface ChangedRecord {
  readonly order_id?: string
  readonly fulfillment_id?: string
  readonly payment_id?: string
  /** Core's link between the order and one of its payment collections, also a deleted one. */
  readonly order_collection_link_id?: string
}

/** @returns payment sessions; none for an order that the plugin has nothing to do with. */
export async function findAffectedPayments(
  container: MedusaContainer,
  changed: ChangedRecord
): Promise<string[]> {
  const orderId = await findChangedOrder(container, changed)
  const rows = orderId ? await findOrderPayments(container, orderId) : []
  return rows.map((row) => row.payment_session_id)
}

/**
 * The payments of a cart that a shopper could pay right now. For a cart that was never
 * sent to Stripe, this costs one index lookup.
 */
export async function findOpenCheckoutSessions(
  container: MedusaContainer,
  cartId: string
): Promise<string[]> {
  return resolveModule(container).payments.withOpenCheckoutSession(cartId)
}

/**
 * The payment links of an order that a customer could pay right now. For an order without
 * one, this costs one index lookup.
 */
export async function findOpenPaymentLinks(
  container: MedusaContainer,
  orderId: string
): Promise<string[]> {
  const rows = await resolveModule(container).payments.withOpenLinkOf(orderId)
  return rows.map((row) => row.payment_session_id)
}

async function findChangedOrder(
  container: MedusaContainer,
  {
    order_id,
    fulfillment_id,
    payment_id,
    order_collection_link_id: linkId,
  }: ChangedRecord
): Promise<string | null> {
  if (order_id) {
    return order_id
  }
  if (fulfillment_id) {
    return findLinkedOrder(container, "fulfillment", fulfillment_id)
  }
  if (linkId) {
    return findOrderOfLink(container, linkId)
  }
  return payment_id ? findOrderOfPayment(container, payment_id) : null
}

async function findLinkedOrder(
  container: MedusaContainer,
  entity: "fulfillment",
  id: string
): Promise<string | null> {
  const row = await queryOne<{ order?: { id: string } | null }>(container, {
    entity,
    fields: ["id", "order.id"],
    filters: { id },
  })
  return row?.order?.id ?? null
}

async function findOrderOfLink(
  container: MedusaContainer,
  id: string
): Promise<string | null> {
  const link = await queryOne<{ order_id?: string }>(container, {
    entity: "order_payment_collection",
    fields: ["id", "order_id"],
    filters: { id },
    withDeleted: true,
  })
  return link?.order_id ?? null
}

async function findOrderOfPayment(
  container: MedusaContainer,
  id: string
): Promise<string | null> {
  const row = await queryOne<{
    payment_collection?: { order?: { id: string } | null } | null
  }>(container, {
    entity: "payment",
    fields: ["id", "payment_collection.order.id"],
    filters: { id },
  })
  return row?.payment_collection?.order?.id ?? null
}
