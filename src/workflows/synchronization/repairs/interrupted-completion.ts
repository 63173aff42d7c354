/**
 * What a completion has left that died with its process: undone where the payment was
 * not authorized yet, and brought to its end where it was.
 */
import type {
  ICartModuleService,
  IInventoryService,
  IOrderModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  Modules,
  OrderWorkflowEvents,
} from "@medusajs/framework/utils"

import { readInterruption } from "../../medusa/placed-order"
import { findOrderId } from "../../medusa/order"
import { resolveModule } from "../../support/module"
import { withCartLock } from "../../medusa/cart-lock"
import type { Action } from "../actions/context"

/**
 * As core's own compensation would have done it, so that placing the order begins
 * afresh: with its reservations, its links and its events.
 */
export const deleteIncompleteOrder: Action<"delete_incomplete_order"> = async (
  { container, row },
  { orderId }
) => {
  const cartId = row.cart_id ?? ""
  await withCartLock(container, cartId, async () => {
    const linked = await findOrderId(container, cartId)
    const now = await readInterruption(container, cartId, linked)
    const isStillSo =
      now?.kind === "payment_missing" &&
      now.canBeDeleted &&
      now.orderId === orderId
    if (isStillSo) {
      await undo(container, { cartId, orderId })
    }
  })
}

/** The order itself goes last but one: until then, whoever comes again finds it. */
async function undo(
  container: MedusaContainer,
  { cartId, orderId }: { readonly cartId: string; readonly orderId: string }
): Promise<void> {
  const orders: IOrderModuleService = container.resolve(Modules.ORDER)
  const carts: ICartModuleService = container.resolve(Modules.CART)
  await releaseStock(container, orderId)
  await carts.updateCarts([{ id: cartId, completed_at: null }])
  await dismissLinks(container, orderId)
  await orders.deleteOrders([orderId])
  await resolveModule(
    container
  ).coreTables.interruptedCompletions.deleteExecution(cartId)
}

async function releaseStock(
  container: MedusaContainer,
  orderId: string
): Promise<void> {
  const inventory = container.resolve<IInventoryService | undefined>(
    Modules.INVENTORY,
    { allowUnregistered: true }
  )
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["items.id"],
    filters: { id: orderId },
  })
  const order = data[0] as { items?: readonly ({ id: string } | null)[] }
  const items = (order.items ?? []).flatMap((item) => item?.id ?? [])
  if (inventory && items.length) {
    await inventory.deleteReservationItemsByLineItem(items)
  }
}

/** Whatever the order was linked to: its cart, its payment, its promotions. */
async function dismissLinks(
  container: MedusaContainer,
  orderId: string
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const kinds = [
    ["order_cart", Modules.CART, "cart_id"],
    ["order_payment_collection", Modules.PAYMENT, "payment_collection_id"],
    ["order_promotion", Modules.PROMOTION, "promotion_id"],
  ] as const
  for (const [entity, module, key] of kinds) {
    const { data } = await query.graph({
      entity,
      fields: ["order_id", key],
      filters: { order_id: orderId },
    })
    const rows = data as unknown as readonly Record<string, string>[]
    if (rows.length) {
      await link.dismiss(
        rows.map((row) => ({
          [Modules.ORDER]: { order_id: orderId },
          [module]: { [key]: row[key] },
        }))
      )
    }
  }
}

/** Medusa tells of an order at the very end of the completion, which was not reached. */
export const emitOrderPlaced: Action<"emit_order_placed"> = async (
  { container, row },
  { orderId }
) => {
  await container.resolve(Modules.EVENT_BUS).emit({
    name: OrderWorkflowEvents.PLACED,
    data: { id: orderId },
  })
  await resolveModule(
    container
  ).coreTables.interruptedCompletions.deleteExecution(row.cart_id ?? "")
}
