/**
 * Paying with Stripe Checkout: everything that a storefront has to do. A payment collection and a payment session are
 * Medusa's standard way to pay; the session contains the pay link to follow.
 */
import { request } from "./store-api.js"

export async function payWithStripe(cart) {
  const collection = cart.payment_collection ?? (await createCollection(cart))
  await payCollection(collection.id)
}

/** That of a cart. */
async function payCollection(id) {
  const { provider } = document.body.dataset
  const { payment_collection } = await request(
    `payment-collections/${id}/payment-sessions`,
    { provider_id: provider }
  )
  const session = payment_collection.payment_sessions.find(
    ({ provider_id }) => provider_id === provider
  )
  window.location.assign(session.data.url)
}

/** What an order owes now, by a payment collection of its own. */
export async function payBalance(id) {
  const { url } = await request(
    `stripe-checkout/payment-collections/${id}/payment-link`,
    {}
  )
  window.location.assign(url)
}

async function createCollection(cart) {
  const answer = await request("payment-collections", { cart_id: cart.id })
  return answer.payment_collection
}
