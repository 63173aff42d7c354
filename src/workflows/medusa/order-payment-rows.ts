import type { MedusaContainer } from "@medusajs/framework/types"

import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { resolveModule } from "../support/module"
import { findCartId } from "./order"

/** The payments of an order, including those of its cart that are not linked yet. */
export async function findOrderPayments(
  container: MedusaContainer,
  orderId: string
): Promise<PaymentRow[]> {
  return resolveModule(container).payments.findForOrder(
    orderId,
    await findCartId(container, orderId)
  )
}

/** An order's payments share the purchase of the cart that it was placed from. */
export async function findPurchaseOfOrder(
  container: MedusaContainer,
  orderId: string
): Promise<string> {
  return (await findCartId(container, orderId)) ?? orderId
}
