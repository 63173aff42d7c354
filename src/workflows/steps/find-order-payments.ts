import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { resolveModule } from "./resolve-module"

/** The payments of an order, also those that it has not been told of yet. */
export async function findOrderPayments(
  container: MedusaContainer,
  orderId: string
): Promise<PaymentRow[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["cart_id"],
    filters: { order_id: orderId },
  })
  const link = data[0] as { cart_id?: string } | undefined
  return resolveModule(container).payments.findForOrder(
    orderId,
    link?.cart_id ?? null
  )
}
