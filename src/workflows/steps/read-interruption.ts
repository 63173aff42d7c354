/**
 * What a completion of the cart has left that died with its process.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { Interruption } from "../../modules/stripe-checkout/domain/decision/decision"
import { resolveModule } from "./resolve-module"

/**
 * @param linkedOrderId the order that is linked to the cart, if there is one
 * @returns null where every completion came to its end
 */
export async function readInterruption(
  container: MedusaContainer,
  cartId: string,
  linkedOrderId: string | null
): Promise<Interruption | null> {
  const { completions } = resolveModule(container)
  const orderId = linkedOrderId ?? (await completions.findUnlinkedOrder(cartId))
  const found = orderId && (await completions.findInterrupted(cartId, orderId))
  if (!found) {
    return null
  }
  return found.hasPayment
    ? { kind: "untold", orderId: found.orderId, isRecent: found.isRecent }
    : {
        kind: "half_placed",
        orderId: found.orderId,
        canBeUndone: found.isUntouched,
        isRecent: found.isRecent,
      }
}
