/**
 * Repairs an order's payment collections in Medusa, without calling Stripe.
 */
import type {
  BigNumberInput,
  IPaymentModuleService,
} from "@medusajs/framework/types"

import { toMajorUnits } from "../../../modules/stripe-checkout/domain/money"
import { removeCollection } from "../../medusa/remove-requests"
import { paymentModule, sumAmounts } from "../../medusa/query"
import type { Action } from "../actions/context"

/** Core writes these sums in the same way, but its interface lacks them. */
interface CollectionSums {
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
  const payments = paymentModule(container)
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
        await removeCollection(container, medusa.order?.id ?? "", repair.id)
        break
    }
  }
}

/** What was captured is all that was to be paid on it. */
export const settlePaymentCollection: Action<
  "settle_payment_collection"
> = async ({ container, medusa }, { collectionId, amount }) => {
  await paymentModule(container).updatePaymentCollections(collectionId, {
    amount: Number(toMajorUnits(amount, medusa.currencyCode)),
    status: "completed",
  })
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
  const generated = payments as unknown as CollectionSums
  await generated.updatePaymentCollections(collectionId, {
    captured_amount: sumAmounts(rows.flatMap(({ captures }) => captures ?? [])),
    refunded_amount: sumAmounts(rows.flatMap(({ refunds }) => refunds ?? [])),
  })
}
