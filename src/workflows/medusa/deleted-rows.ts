/**
 * Transactions of an order whose capture or refund core has deleted, because its call to
 * the provider failed.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import type { OrderTransaction } from "./order-transactions"
import { paymentModule, queryOne } from "./query"

/** Core's own ids: other programs may name anything in a transaction. */
const CORE_IDS = /^(?:capt|ref)_/

/**
 * @returns ids of captures and refunds that are gone. A transaction is written after its
 * row, so the transactions must have been read before.
 */
export async function findDeletedRows(
  container: MedusaContainer,
  orderId: string,
  {
    transactions,
    knownIds,
  }: {
    readonly transactions: readonly OrderTransaction[]
    readonly knownIds: readonly string[]
  }
): Promise<ReadonlySet<string>> {
  const named = transactions.flatMap(({ reference, reference_id: id }) =>
    reference !== null && id !== null && CORE_IDS.test(id) ? [id] : []
  )
  const missing = new Set(named.filter((id) => !knownIds.includes(id)))
  if (missing.size === 0) {
    return missing
  }
  for (const id of await findRows(container, [...missing])) {
    missing.delete(id)
  }
  // What another provider's payments have left behind is not ours to judge.
  return missing.size > 0 && (await isPaidByOthers(container, orderId))
    ? new Set()
    : missing
}

async function findRows(
  container: MedusaContainer,
  ids: string[]
): Promise<string[]> {
  const payments = paymentModule(container)
  const captures = await payments.listCaptures({ id: ids }, { take: null })
  const refunds = await payments.listRefunds({ id: ids }, { take: null })
  return [...captures, ...refunds].map(({ id }) => id)
}

async function isPaidByOthers(
  container: MedusaContainer,
  orderId: string
): Promise<boolean> {
  const order = await queryOne<{
    payment_collections?: readonly ({
      readonly payments?: readonly ({ readonly provider_id: string } | null)[]
    } | null)[]
  }>(container, {
    entity: "order",
    fields: ["payment_collections.payments.provider_id"],
    filters: { id: orderId },
  })
  return (order?.payment_collections ?? [])
    .flatMap((collection) => collection?.payments ?? [])
    .some(
      (payment) => payment?.provider_id.startsWith(providerIdOf("")) === false
    )
}
