import type { HttpTypes } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { only } from "../support/only"
import { ordersOfCart, sql } from "../support/order-records"
import {
  type Cart,
  createCart,
  placeOrder,
  startPaymentSession,
} from "../support/shopper"
import type { StripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"
import type { LoggedRequest } from "../stripe-emulator/controls"
import { MEDUSAS_API_VERSION, MEDUSAS_STRIPE } from "./names"

type Session = HttpTypes.StorePaymentSession

export type MedusasOrder = {
  readonly order: HttpTypes.StoreOrder
  readonly session: Session
  readonly paymentIntentId: string
}

/** An order of 120.00 EUR, authorized with Medusa's own provider in the shop's own card form. */
export async function placeOrderAtMedusasStripe(
  store: StripeStore
): Promise<MedusasOrder> {
  const cart = await createCart(store)
  const session = await startPaymentSession(store, cart, MEDUSAS_STRIPE)
  const paymentIntentId = intentIn(session)
  await store.stripe.confirmPaymentIntent(paymentIntentId)
  const order = await placeOrder(store, cart)
  return { order, session, paymentIntentId }
}

/** Medusa's own provider stores the whole PaymentIntent in the payment session. */
export function intentIn({ data }: Session): string {
  return String(data["id"])
}

export async function intentAtStripe(
  { stripe }: StripeStore,
  id: string
): Promise<Stripe.PaymentIntent> {
  const { payment_intents } = await stripe.ledger()
  return only(payment_intents.filter((intent) => intent.id === id))
}

/** Starts a payment session with each provider at the same moment; core then keeps all of them. */
export async function chooseAtOnce(
  store: StripeStore,
  cart: Cart,
  providerIds: readonly string[]
): Promise<Map<string, Session>> {
  const { body } = await store.request("/store/payment-collections", {
    body: { cart_id: cart.id },
  })
  const { payment_collection } =
    body as HttpTypes.StorePaymentCollectionResponse
  const path = `/store/payment-collections/${payment_collection.id}/payment-sessions`
  // Core deletes the earlier sessions with each choice: not every race leaves them all, so it is repeated until one does.
  return waitUntil("all the sessions to be there", async () => {
    await Promise.all(
      providerIds.map((provider_id) =>
        store.request(path, { body: { provider_id } })
      )
    )
    const sessions = await sessionsOf(store, cart)
    const byProvider = new Map(
      sessions.map((session) => [session.provider_id, session])
    )
    return byProvider.size === providerIds.length && byProvider
  })
}

/** The payment sessions that a cart has now. */
export async function sessionsOf(
  store: StripeStore,
  { id }: Pick<Cart, "id">
): Promise<Session[]> {
  return sql<Session>(
    store,
    `select s.id, s.provider_id, s.status, s.data
       from payment_session s
       join cart_payment_collection l on l.payment_collection_id = s.payment_collection_id
      where l.cart_id = :id and s.deleted_at is null
      order by s.created_at`,
    { id }
  )
}

/** The providers of the order's payments in Medusa that are not canceled. */
export async function providersThatPaid(
  store: StripeStore,
  orderId: string
): Promise<string[]> {
  const rows = await sql<{ provider_id: string }>(
    store,
    `select p.provider_id
       from payment p
       join order_payment_collection l on l.payment_collection_id = p.payment_collection_id
      where l.order_id = :orderId and p.deleted_at is null and p.canceled_at is null`,
    { orderId }
  )
  return rows.map(({ provider_id }) => provider_id)
}

export async function orderOf(
  store: StripeStore,
  cart: Pick<Cart, "id">,
  timeoutMs = 15_000
): Promise<string> {
  return waitUntil(
    "the order to be placed",
    async () => only(await ordersOfCart(store, cart.id)),
    { timeoutMs }
  )
}

/** Every authorized or captured PaymentIntent of the given payment sessions. */
export async function moneyFor(
  { stripe }: StripeStore,
  sessions: Iterable<Pick<Session, "id">>
): Promise<Stripe.PaymentIntent[]> {
  const ids = new Set(Array.from(sessions, ({ id }) => id))
  const { payment_intents } = await stripe.ledger()
  return payment_intents.filter(
    ({ metadata, status }) =>
      ["requires_capture", "succeeded"].includes(status) &&
      [metadata["payment_session_id"], metadata["session_id"]].some(
        (id) => id !== undefined && ids.has(id)
      )
  )
}

/** The plugin's requests to Stripe, without those of Medusa's own provider. */
export async function requestsOfThePlugin({
  stripe,
}: StripeStore): Promise<LoggedRequest[]> {
  return (await stripe.requests()).filter(
    ({ api_version }) => api_version !== MEDUSAS_API_VERSION
  )
}

/** The plugin's requests to Stripe that mention the object. */
export async function pluginsRequestsAbout(
  store: StripeStore,
  id: string
): Promise<string[]> {
  return (await requestsOfThePlugin(store))
    .filter(({ path, params }) =>
      `${path} ${JSON.stringify(params)}`.includes(id)
    )
    .map(({ method, path }) => `${method} ${path}`)
}
