import Medusa from "@medusajs/js-sdk"
import { only } from "../support/only"
import type { DemoShop } from "./demo-shop"

/** An order edit, as the merchant makes it in Medusa's admin: one more of what was ordered. */
export async function addShirt(
  { demo }: DemoShop,
  orderId: string
): Promise<void> {
  const medusa = new Medusa({
    baseUrl: demo.urls.backend,
    auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
  })
  await medusa.auth.login("user", "emailpass", demo.credentials)
  const { order } = await medusa.admin.order.retrieve(orderId)
  const { variant_id } = only(order.items)
  if (!variant_id) throw new Error("The ordered item has no variant")
  await medusa.admin.orderEdit.initiateRequest({ order_id: orderId })
  await medusa.admin.orderEdit.addItems(orderId, {
    items: [{ variant_id, quantity: 1 }],
  })
  await medusa.admin.orderEdit.confirm(orderId)
}
