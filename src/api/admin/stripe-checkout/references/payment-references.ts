/**
 * The payments that a list is about, with their orders' numbers: two queries for a page,
 * however long it is.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PaymentState } from "../../../../modules/stripe-checkout/domain/decision/payment-state"
import type { PaymentReferenceRow } from "../../../../modules/stripe-checkout/repositories/payment-references"
import { resolveModule } from "../../../../workflows/support/module"
import { dashboardUrl } from "../dashboard-url"
import type { PaymentReference } from "./responses"

/** By their payment sessions; those that are not ours are missing. */
export async function describePaymentReferences(
  container: MedusaContainer,
  paymentSessionIds: readonly (string | null)[]
): Promise<ReadonlyMap<string, PaymentReference>> {
  const ids = [...new Set(paymentSessionIds.filter((id) => id !== null))]
  if (!ids.length) {
    return new Map()
  }
  const { paymentReferences } = resolveModule(container)
  const rows = await paymentReferences.ofSessions(ids)
  const numbers = await readOrderNumbers(
    container,
    rows.flatMap(({ order_id }) => order_id ?? [])
  )
  return new Map(
    rows.map((row) => [
      row.payment_session_id,
      describe(container, row, numbers),
    ])
  )
}

function describe(
  container: MedusaContainer,
  row: PaymentReferenceRow,
  numbers: ReadonlyMap<string, number>
): PaymentReference {
  const { accounts } = resolveModule(container)
  const account = accounts.find(row.stripe_account)?.gateway.account
  const isLiveMode = account?.isLiveMode ?? null
  return {
    payment_session_id: row.payment_session_id,
    payment_intent_id: row.payment_intent_id,
    checkout_session_id: row.checkout_session_id,
    account: row.stripe_account,
    state: row.state as PaymentState,
    cart_id: row.cart_id,
    order_id: row.order_id,
    order_display_id: numbers.get(row.order_id ?? "") ?? null,
    dashboard_url: dashboardUrl(row.payment_intent_id, isLiveMode),
    is_test_mode: isLiveMode === false,
  }
}

/** The numbers that merchants know orders by. */
export async function readOrderNumbers(
  container: MedusaContainer,
  orderIds: readonly string[]
): Promise<ReadonlyMap<string, number>> {
  if (!orderIds.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "display_id"],
    filters: { id: [...new Set(orderIds)] },
  })
  const orders = data as readonly { id: string; display_id: number }[]
  return new Map(orders.map(({ id, display_id }) => [id, display_id]))
}
