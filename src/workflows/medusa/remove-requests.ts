import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { deletePaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"

import { paymentModule } from "./query"

/**
 * Removes a collection that must request nothing any more. Not under the order's lock:
 * it goes through the workflow, so that providers expire what shoppers could still pay.
 */
export async function removeCollection(
  container: MedusaContainer,
  orderId: string,
  collectionId: string
): Promise<void> {
  const payments = paymentModule(container)
  const sessions = await payments.listPaymentSessions({
    payment_collection_id: collectionId,
  })
  await removeSessions(
    container,
    sessions.map(({ id }) => id)
  )
  await container.resolve(ContainerRegistrationKeys.LINK).dismiss({
    [Modules.ORDER]: { order_id: orderId },
    [Modules.PAYMENT]: { payment_collection_id: collectionId },
  })
  await payments.deletePaymentCollections([collectionId])
}

export async function removeSessions(
  container: MedusaContainer,
  ids: readonly string[]
): Promise<void> {
  if (ids.length) {
    await deletePaymentSessionsWorkflow(container).run({
      input: { ids: [...ids] },
    })
  }
}
