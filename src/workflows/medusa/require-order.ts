import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

import { shorten } from "../../modules/stripe-checkout/domain/quote"
import { queryOne } from "./query"

/** @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is no such order. */
export async function requireOrder(
  container: MedusaContainer,
  orderId: string
): Promise<void> {
  const order = await queryOne(container, {
    entity: "order",
    fields: ["id"],
    filters: { id: orderId },
  })
  if (!order) {
    throw orderNotFound(orderId)
  }
}

export function orderNotFound(orderId: string): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_FOUND,
    `There is no order ${shorten(orderId)}.`
  )
}
