import Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/framework/types"
import type { StripeEmulator } from "../stripe-emulator/server"
import { only } from "../support/only"
import type { StoreSeed } from "../support/seed-store"
import { waitUntil } from "../support/wait-until"

const PROVIDER = "pp_stripe-checkout_default"

const ADDRESS = {
  first_name: "Ada",
  last_name: "Example",
  address_1: "1 Main Street",
  postal_code: "10115",
  city: "Berlin",
  country_code: "de",
}

export type Shop = {
  readonly baseUrl: string
  readonly seed: StoreSeed
  readonly emulator: StripeEmulator
}

/** Fills a cart and chooses Stripe Checkout, like a storefront. Returns the pay link that the storefront follows. */
export async function fillCart(
  { baseUrl, seed }: Shop,
  email = "ada@example.com"
): Promise<string> {
  const { store } = new Medusa({
    baseUrl,
    publishableKey: seed.publishableKey,
  })
  const { cart } = await store.cart.create({
    region_id: seed.regionId,
    email,
    items: [{ variant_id: seed.variantId, quantity: 1 }],
    shipping_address: ADDRESS,
    billing_address: ADDRESS,
  })
  await store.cart.addShippingMethod(cart.id, {
    option_id: seed.shippingOptionId,
  })
  const { payment_collection } = await store.payment.initiatePaymentSession(
    cart,
    { provider_id: PROVIDER }
  )
  const session = only(payment_collection.payment_sessions ?? [])
  const url = session.data["url"]
  if (typeof url === "string") return url
  throw new Error(`payment_session.data.url is ${String(url)}`)
}

/** Follows the pay link to the emulator's page and pays there. */
export async function payOnHostedPage(
  { emulator }: Shop,
  payLink: string
): Promise<void> {
  const answer = await fetch(payLink, { redirect: "manual" })
  const location = answer.headers.get("location") ?? ""
  if (answer.status !== 303 || !location.startsWith(emulator.url)) {
    throw new Error(
      `The pay link answered ${answer.status} to "${location}": ${await answer.text()}`
    )
  }
  const checkoutSession = /cs_\w+/.exec(location)?.[0]
  if (!checkoutSession) throw new Error(`No Checkout Session in ${location}`)
  await emulator.controls.pay(checkoutSession)
}

export async function logIn({ baseUrl, seed }: Shop): Promise<Medusa> {
  const admin = new Medusa({
    baseUrl,
    auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
  })
  await admin.auth.login("user", "emailpass", seed.administrator)
  return admin
}

/** Waits until an order has this status. */
export async function waitForOrder(
  { admin }: Medusa,
  status: string,
  email = "ada@example.com"
): Promise<HttpTypes.AdminOrder> {
  return waitUntil(
    `an order with the status "${status}"`,
    async () => {
      const { orders } = await admin.order.list({
        fields: "id,display_id,email,total,payment_status,metadata",
      })
      return orders.find(
        (order) =>
          order.email === email && order.metadata?.["order_status"] === status
      )
    },
    { timeoutMs: 60_000, everyMs: 200 }
  )
}
