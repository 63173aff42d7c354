/**
 * Orders that got dearer after their customer agreed to be charged, and the merchant who charges
 * the card.
 */
import type {
  ChargeSavedCardAnswer,
  SavedCardOffer,
  SavedCardOfferAnswer,
} from "../../src/api/admin/stripe-checkout/orders/saved-card-responses"
import { only } from "./only"
import { addShirts } from "./order-balance"
import { cardPath, readCard } from "./order-card"
import { orderReads, ordersOfCart, sql } from "./order-records"
import { cartOf, type SignedIn, signUp } from "./sign-up"
import { intentOf, openPage, payFor } from "./stripe-checkout"
import type { StripeStore } from "./stripe-store"
import { waitUntilIdle } from "./sweep"
import { waitUntil } from "./wait-until"

export interface DearerOrder {
  readonly orderId: string
  readonly customer: SignedIn
  /** Stripe's PaymentIntent of the order's first payment. */
  readonly agreedWith: string
}

/** 120.00 EUR are held, and 100.00 EUR more are owed. */
export async function placeDearerOrder(
  store: StripeStore,
  card?: string
): Promise<DearerOrder> {
  const customer = await signUp(store)
  const purchase = await payFor(customer, await cartOf(customer))
  const page = await openPage(purchase)
  const { outcome } = await store.stripe.pay(page, card ? { card } : {})
  if (outcome === "requires_action") {
    await store.stripe.authenticate(page, "complete")
  }
  const orderId = await waitUntil("the order to be placed", async () =>
    only(await ordersOfCart(store, purchase.cart.id))
  )
  await orderReads(store, orderId, "approved")
  await addShirts(store, { orderId }, 1)
  await waitUntil("the order to owe more", async () => {
    const { payment_link } = await readCard(store, orderId)
    return payment_link.amount === 100
  })
  await waitUntilIdle(store)
  const { id: agreedWith } = await intentOf(store, purchase.session.id)
  return { customer, orderId, agreedWith }
}

export async function offerOf(
  { admin }: Pick<StripeStore, "admin">,
  orderId: string
): Promise<SavedCardOffer | null> {
  const { saved_card } = await admin.client.fetch<SavedCardOfferAnswer>(
    `${cardPath(orderId)}/saved-card`
  )
  return saved_card
}

export async function requireOffer(
  store: Pick<StripeStore, "admin">,
  { orderId }: Pick<DearerOrder, "orderId">
): Promise<SavedCardOffer> {
  const offer = await offerOf(store, orderId)
  if (!offer) throw new Error("No card is offered.")
  return offer
}

/** As the merchant confirms it; by default what is offered, for all that is owed. */
export async function charge(
  store: Pick<StripeStore, "admin">,
  order: Pick<DearerOrder, "orderId">,
  confirmed: { readonly card?: SavedCardOffer; readonly amount?: number } = {}
): Promise<ChargeSavedCardAnswer> {
  const { id } = confirmed.card ?? (await requireOffer(store, order))
  return store.admin.client.fetch<ChargeSavedCardAnswer>(
    `${cardPath(order.orderId)}/saved-card/charge`,
    {
      method: "POST",
      body: { saved_card_id: id, amount: confirmed.amount ?? 100 },
    }
  )
}

/** Minor units that are held or captured for a payment session. */
export async function heldAtStripe(
  { stripe }: Pick<StripeStore, "stripe">,
  { payment_session_id }: Pick<ChargeSavedCardAnswer, "payment_session_id">
): Promise<number[]> {
  const { payment_intents } = await stripe.ledger()
  return payment_intents
    .filter(
      ({ metadata, status }) =>
        metadata["payment_session_id"] === payment_session_id &&
        ["requires_capture", "succeeded"].includes(status)
    )
    .map(({ amount }) => amount)
}

/** The same for all that was paid beside the cart's own payment. */
export async function heldForOrder(
  store: StripeStore,
  { orderId }: Pick<DearerOrder, "orderId">
): Promise<number[]> {
  const rows = await sql<{ payment_session_id: string }>(
    store,
    `select payment_session_id from stripe_checkout_payment
      where order_id = :orderId and cart_id is null and deleted_at is null`,
    { orderId }
  )
  const held = rows.map((row) => heldAtStripe(store, row))
  return (await Promise.all(held)).flat()
}
