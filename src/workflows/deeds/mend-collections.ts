/**
 * Puts Medusa's payment collections of an order right, without a call to Stripe.
 */
import type {
  IPaymentModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { deletePaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"

import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import type { Deed } from "./scene"

export const mendCollections: Deed<"mend_collections"> = async (
  { container, medusa },
  { repairs }
) => {
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
  for (const repair of repairs) {
    switch (repair.kind) {
      case "set_status":
        await payments.updatePaymentCollections(repair.id, {
          status: repair.status,
        })
        break
      case "set_amount":
        await payments.updatePaymentCollections(repair.id, {
          amount: Number(toMajorUnits(repair.amount, medusa.currencyCode)),
        })
        break
      case "remove":
        await remove(container, medusa.order?.id ?? "", repair.id)
        break
    }
  }
}

/** Through the workflow, so that providers close what shoppers could still pay. */
async function remove(
  container: MedusaContainer,
  orderId: string,
  collectionId: string
): Promise<void> {
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
  const sessions = await payments.listPaymentSessions({
    payment_collection_id: collectionId,
  })
  if (sessions.length) {
    await deletePaymentSessionsWorkflow(container).run({
      input: { ids: sessions.map(({ id }) => id) },
    })
  }
  await container.resolve(ContainerRegistrationKeys.LINK).dismiss({
    [Modules.ORDER]: { order_id: orderId },
    [Modules.PAYMENT]: { payment_collection_id: collectionId },
  })
  await payments.deletePaymentCollections([collectionId])
}
