import type { HttpTypes } from "@medusajs/framework/types"
import type { SeededRegion } from "./seed-region"
import type { Store } from "./store"

/** What a shopper needs, without access to the store's internals. */
export type ShopFront = Pick<Store, "storefront" | "seed" | "request">

export type Cart = HttpTypes.StoreCart

export type CartOptions = {
  readonly items?: readonly { variant_id: string; quantity: number }[]
  readonly email?: string
  readonly metadata?: Record<string, unknown>
  /** Default: Germany, in euro, tax free. */
  readonly region?: SeededRegion
  readonly locale?: string
}

const ADDRESS = {
  first_name: "Ada",
  last_name: "Muster",
  address_1: "Ringstr. 1",
  postal_code: "10115",
  city: "Berlin",
  country_code: "de",
}

/** Fills a cart as a storefront does, up to the payment: by default one shirt and its shipping, 120.00 EUR. */
export async function createCart(
  { storefront, seed }: Pick<ShopFront, "storefront" | "seed">,
  options: CartOptions = {}
): Promise<Cart> {
  const place = options.region ?? { ...seed, country: "de" }
  const address = { ...ADDRESS, country_code: place.country }
  const { cart } = await storefront.store.cart.create({
    region_id: place.regionId,
    email: options.email ?? "ada@example.com",
    items: [
      ...(options.items ?? [{ variant_id: place.variantId, quantity: 1 }]),
    ],
    shipping_address: address,
    billing_address: address,
    ...(options.metadata && { metadata: options.metadata }),
    ...(options.locale && { locale: options.locale }),
  })
  const delivered = await storefront.store.cart.addShippingMethod(cart.id, {
    option_id: place.shippingOptionId,
  })
  return delivered.cart
}

export async function startPaymentSession(
  store: ShopFront,
  cart: Cart,
  providerId: string
): Promise<HttpTypes.StorePaymentSession> {
  return startPaymentSessionWith(store, cart, { provider_id: providerId })
}

/** The same with `data`, which a storefront may send along and which the plugin ignores. */
export async function startPaymentSessionWith(
  { storefront }: ShopFront,
  cart: Cart,
  choice: HttpTypes.StoreInitializePaymentSession
): Promise<HttpTypes.StorePaymentSession> {
  const { payment_collection } =
    await storefront.store.payment.initiatePaymentSession(cart, choice)
  const session = payment_collection.payment_sessions?.find(
    ({ provider_id }) => provider_id === choice.provider_id
  )
  if (!session) throw new Error(`No session with ${choice.provider_id}`)
  return session
}

/** Places the order. If the payment is not sufficient, the response is the cart with an error. */
export async function completeCart(
  { storefront }: ShopFront,
  cart: Pick<Cart, "id">
): Promise<HttpTypes.StoreCompleteCartResponse> {
  return storefront.store.cart.complete(cart.id)
}

/** The same for tests that are not about completion: anything but an order is a failure. */
export async function placeOrder(
  store: ShopFront,
  cart: Pick<Cart, "id">
): Promise<HttpTypes.StoreOrder> {
  const answer = await completeCart(store, cart)
  if (answer.type === "order") return answer.order
  throw new Error(`The cart was not completed: ${answer.error.message}`)
}
