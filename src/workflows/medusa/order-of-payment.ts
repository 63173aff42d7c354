import type { MedusaContainer } from "@medusajs/framework/types"

import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import { queryOne } from "./query"

interface PaymentRow {
  readonly provider_id: string
  readonly payment_collection?: {
    readonly order?: { readonly id: string } | null
  } | null
}

/** @returns null for a payment of another provider, and where there is no order. */
export async function findOrderOfPayment(
  container: MedusaContainer,
  paymentId: string
): Promise<string | null> {
  const payment = await queryOne<PaymentRow>(container, {
    entity: "payment",
    fields: ["provider_id", "payment_collection.order.id"],
    filters: { id: paymentId },
  })
  return payment?.provider_id.startsWith(providerIdOf(""))
    ? (payment.payment_collection?.order?.id ?? null)
    : null
}
