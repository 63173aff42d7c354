/**
 * Puts Medusa's payment collections of an order right, without a call to Stripe.
 */
import type {
  BigNumberInput,
  IPaymentModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MathBN,
  Modules,
} from "@medusajs/framework/utils"
import { deletePaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"

import { toMajorUnits } from "../../../modules/stripe-checkout/domain/money"
import type { Action } from "../actions/context"

/** Core writes these sums in the same way, but does not name them in its interface. */
interface CountedCollections {
  updatePaymentCollections(
    id: string,
    sums: Readonly<
      Record<"captured_amount" | "refunded_amount", BigNumberInput>
    >
  ): Promise<unknown>
}

export const repairPaymentCollections: Action<
  "repair_payment_collections"
> = async ({ container, medusa }, { repairs }) => {
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
      case "recalculate":
        await recalculate(payments, repair.id)
        break
      case "remove":
        await remove(container, medusa.order?.id ?? "", repair.id)
        break
    }
  }
}

/** With the rows' own exact amounts, as core does. */
async function recalculate(
  payments: IPaymentModuleService,
  collectionId: string
): Promise<void> {
  const [collection] = await payments.listPaymentCollections(
    { id: collectionId },
    { relations: ["payments.captures", "payments.refunds"] }
  )
  const rows = collection?.payments ?? []
  const generated = payments as unknown as CountedCollections
  await generated.updatePaymentCollections(collectionId, {
    captured_amount: sumOf(rows.flatMap(({ captures }) => captures ?? [])),
    refunded_amount: sumOf(rows.flatMap(({ refunds }) => refunds ?? [])),
  })
}

function sumOf(
  rows: readonly { readonly amount: BigNumberInput }[]
): BigNumberInput {
  return rows.reduce<BigNumberInput>(
    (sum, { amount }) => MathBN.add(sum, amount),
    MathBN.convert(0)
  )
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
