import type { HttpTypes } from "@medusajs/framework/types"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import {
  type Cart,
  createCart,
  placeOrder,
  startPaymentSession,
} from "../support/shopper"
import type { StripeStore } from "../support/stripe-store"

/** A cart whose items and delivery are free thanks to promotions, and the order placed from it. */
export async function placeFreeCart(
  store: StripeStore,
  providerId: string | null
): Promise<{ cart: Cart; order: HttpTypes.StoreOrder }> {
  const codes = await Promise.all([
    createFullDiscount(store, "items"),
    createFullDiscount(store, "shipping_methods"),
  ])
  const { id } = await createCart(store)
  const { cart } = await store.storefront.store.cart.update(id, {
    promo_codes: codes,
  })
  if (cart.total !== 0) {
    throw new Error(`The cart still costs ${String(cart.total)}.`)
  }
  if (providerId) await startPaymentSession(store, cart, providerId)
  return { cart, order: await placeOrder(store, cart) }
}

async function createFullDiscount(
  { container }: StripeStore,
  target: "items" | "shipping_methods"
): Promise<string> {
  const code = `FREE-${target}-${process.hrtime.bigint()}`
  await createPromotionsWorkflow(container).run({
    input: {
      promotionsData: [
        {
          code,
          type: "standard",
          status: "active",
          application_method: {
            type: "percentage",
            target_type: target,
            allocation: "across",
            value: 100,
          },
        },
      ],
    },
  })
  return code
}
