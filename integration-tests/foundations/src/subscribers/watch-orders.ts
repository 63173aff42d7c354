import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type OrderChange, recorder } from "../../recorder"

export default async function watchOrders({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_change",
      fields: ["id", "created_at", "actions.details"],
      filters: { order_id: event.data.id, change_type: "update_order" },
      pagination: { order: { created_at: "ASC" } },
    })
  recorder.events.push({
    name: event.name,
    orderId: event.data.id,
    changes: data as OrderChange[],
  })
}

export const config: SubscriberConfig = {
  event: ["order.placed", "order.updated"],
  context: { subscriberId: "foundations-watch-orders" },
}
