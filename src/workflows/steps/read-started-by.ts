import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** What core keeps of the one who started a payment. */
export interface SessionContext {
  readonly customer?: { readonly id?: string } | null
}

/** Medusa's id of the customer who was signed in when the payment was started. */
export async function readStartedBy(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_session",
    fields: ["id", "context"],
    filters: { id: paymentSessionId },
  })
  const session = data[0] as { context?: SessionContext | null } | undefined
  return session?.context?.customer?.id ?? null
}
