/**
 * Whether an order was transferred to another customer. Medusa then changes the customer,
 * and the e-mail address where that was requested, but keeps the former customer's
 * addresses, so these no longer say who is addressed.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { queryOne } from "../medusa/query"

export interface NewOwner {
  readonly first_name?: string | null
  readonly last_name?: string | null
}

/** @returns the customer who has the order now and reads its e-mails; null for any other order. */
export async function findNewOwner(
  container: MedusaContainer,
  orderId: string
): Promise<NewOwner | null> {
  const transfer = await queryOne<{ id: string }>(container, {
    entity: "order_change",
    fields: ["id"],
    filters: {
      order_id: orderId,
      change_type: "transfer",
      status: "confirmed",
    },
  })
  if (!transfer) {
    return null
  }
  const order = await queryOne<TransferredOrder>(container, {
    entity: "order",
    fields: [
      "id",
      "email",
      "customer.id",
      "customer.email",
      "customer.first_name",
      "customer.last_name",
    ],
    filters: { id: orderId },
  })
  const owner = order?.customer
  return owner && owner.email === order.email ? owner : null
}

interface TransferredOrder {
  readonly email?: string | null
  readonly customer?: (NewOwner & { readonly email?: string | null }) | null
}
