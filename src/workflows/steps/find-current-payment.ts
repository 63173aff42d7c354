import type { MedusaContainer } from "@medusajs/framework/types"

import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { resolveModule } from "./resolve-module"

/**
 * A payment by the session that a shopper started, also after another session has
 * taken over its money: the shopper knows the first one only.
 */
export async function findCurrentPayment(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<PaymentRow | null> {
  const { payments } = resolveModule(container)
  const heir = await payments.findBy("continues", paymentSessionId)
  return heir ?? payments.findBy("payment_session_id", paymentSessionId)
}
