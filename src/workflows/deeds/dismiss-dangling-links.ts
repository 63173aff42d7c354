/**
 * Core writes the links of an order one by one. Where the second fails, it deletes the
 * order and leaves the first link behind, and that link makes it refuse, or skip, each
 * later attempt to place the order.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { resolveModule } from "../steps/resolve-module"
import { withCartLock } from "../steps/with-cart-lock"

/** Links of the cart, or of its payment, to orders that do not exist. */
export async function dismissDanglingLinks(
  container: MedusaContainer,
  cartId: string
): Promise<void> {
  const { completions } = resolveModule(container)
  if (!(await completions.findDanglingLinks(cartId)).length) {
    return
  }
  await withCartLock(container, cartId, async () => {
    const links = await completions.findDanglingLinks(cartId)
    if (links.length) {
      await container.resolve(ContainerRegistrationKeys.LINK).dismiss(
        links.map(({ order_id, payment_collection_id }) => ({
          [Modules.ORDER]: { order_id },
          ...(payment_collection_id
            ? { [Modules.PAYMENT]: { payment_collection_id } }
            : { [Modules.CART]: { cart_id: cartId } }),
        }))
      )
    }
  })
}
