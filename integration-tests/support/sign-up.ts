import Medusa from "@medusajs/js-sdk"
import { createCart, type ShopFront } from "./shopper"
import type { Cart } from "./shopper"
import { payFor, type Purchase } from "./stripe-checkout"
import type { Store } from "./store"

/** A customer with an account in the store, and their signed-in storefront. */
export type SignedIn = ShopFront & { readonly email: string }

let count = 0

export async function signUp(
  store: Pick<Store, "baseUrl" | "seed" | "request">
): Promise<SignedIn> {
  count += 1
  const email = `grace${count}@example.com`
  const storefront = new Medusa({
    baseUrl: store.baseUrl,
    publishableKey: store.seed.publishableKey,
    auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
  })
  const credentials = { email, password: "correct horse" }
  await storefront.auth.register("customer", "emailpass", credentials)
  await storefront.store.customer.create({
    email,
    first_name: "Grace",
    last_name: "Muster",
  })
  await storefront.auth.login("customer", "emailpass", credentials)
  return { storefront, email, seed: store.seed, request: store.request }
}

/** A cart that belongs to the customer. */
export async function cartOf(customer: SignedIn): Promise<Cart> {
  const { id } = await createCart(customer, { email: customer.email })
  const { cart } = await customer.storefront.store.cart.transferCart(id)
  return cart
}

/** A cart of the customer, about to be paid with Stripe. */
export async function purchaseOf(customer: SignedIn): Promise<Purchase> {
  return payFor(customer, await cartOf(customer))
}
