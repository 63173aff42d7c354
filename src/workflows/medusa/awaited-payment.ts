/**
 * The payment that a shopper waits for, with its payment session and its order.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type {
  AwaitedOrder,
  AwaitedPayment,
} from "../../modules/stripe-checkout/core-tables/awaited-payment"
import { resolveModule } from "../support/module"
import { queryOne } from "./query"

export async function findAwaited(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<AwaitedPayment> {
  const { awaitedPayments } = resolveModule(container).coreTables
  return (
    (await awaitedPayments.find(paymentSessionId)) ??
    findByModules(container, paymentSessionId)
  )
}

/** In a Medusa whose tables are others than known; slower, and the same. */
async function findByModules(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<AwaitedPayment> {
  const { payments } = resolveModule(container)
  const rows = await payments.withReplacements(paymentSessionId)
  const row = rows.at(-1) ?? null
  const session = await queryOne<{ provider_id: string }>(container, {
    entity: "payment_session",
    fields: ["id", "provider_id"],
    filters: { id: row?.payment_session_id ?? paymentSessionId },
  })
  return {
    row,
    providerId: session?.provider_id ?? null,
    order: row?.order_id ? await findOrder(container, row.order_id) : null,
  }
}

async function findOrder(
  container: MedusaContainer,
  id: string
): Promise<AwaitedOrder | null> {
  const order = await queryOne<{ customer_id?: string | null }>(container, {
    entity: "order",
    fields: ["id", "customer_id"],
    filters: { id },
  })
  return order ? { id, customer_id: order.customer_id ?? null } : null
}
