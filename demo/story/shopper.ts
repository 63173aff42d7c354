import type { HttpTypes } from "@medusajs/framework/types"
import type Medusa from "@medusajs/js-sdk"
import { only } from "../../integration-tests/support/only"
import { PRODUCTS } from "../catalog"
import { PROVIDER_ID } from "../provider-id"

const ADDRESS = {
  first_name: "Ada",
  last_name: "Sommer",
  address_1: "Lindenallee 12",
  postal_code: "10115",
  city: "Berlin",
  country_code: "de",
}

/** The price of standard delivery. */
const STANDARD = 20

/** One linen shirt with delivery, through the routes that every storefront uses. */
export async function fillCart({
  store,
}: Medusa): Promise<HttpTypes.StoreCart> {
  const { regions } = await store.region.list()
  const region = only(regions.filter(({ name }) => name === "Europe"))
  const { products } = await store.product.list({
    handle: PRODUCTS[0]?.handle ?? "",
    region_id: region.id,
  })
  const [variant] = only(products).variants ?? []
  if (!variant) throw new Error("The shop has no products")
  const { cart } = await store.cart.create({
    region_id: region.id,
    email: "ada@example.com",
    items: [{ variant_id: variant.id, quantity: 1 }],
    shipping_address: ADDRESS,
    billing_address: ADDRESS,
  })
  const { shipping_options: options } = await store.fulfillment.listCartOptions(
    { cart_id: cart.id }
  )
  const delivered = await store.cart.addShippingMethod(cart.id, {
    option_id: only(options.filter(({ amount }) => amount === STANDARD)).id,
  })
  return delivered.cart
}

/** Applies a promotion code that takes ten percent off the shirt. */
export async function applyCode(
  { store }: Medusa,
  { id }: HttpTypes.StoreCart
): Promise<HttpTypes.StoreCart> {
  const { cart } = await store.cart.addPromotions(id, {
    promo_codes: ["WELCOME10"],
  })
  return cart
}

/** Chooses Stripe; returns the pay link that the payment session carries. */
export async function choosePayment(
  { store }: Medusa,
  cart: HttpTypes.StoreCart
): Promise<string> {
  const { payment_collection: collection } =
    await store.payment.initiatePaymentSession(cart, {
      provider_id: PROVIDER_ID,
    })
  const { url } = only(collection.payment_sessions ?? []).data
  if (typeof url !== "string") throw new Error("The session has no pay link")
  return url
}
