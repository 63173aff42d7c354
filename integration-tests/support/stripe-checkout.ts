/**
 * The shopper's path through Stripe's page, and Stripe's records of it afterwards.
 */
import type { HttpTypes } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import { Browser, locationOf } from "./browser"
import { copyCart } from "./filled-cart"
import { only } from "./only"
import { sql } from "./order-records"
import {
  type Cart,
  type CartOptions,
  createCart,
  type ShopFront,
  startPaymentSession,
} from "./shopper"
import { PROVIDER_ID, type StripeStore } from "./stripe-store"

export type Purchase = {
  readonly cart: Cart
  readonly session: HttpTypes.StorePaymentSession
  /** The pay link, as the storefront finds it in the payment session. */
  readonly link: string
  readonly browser: Browser
}

export type PurchaseOptions = CartOptions & {
  /** Default: the provider of the store's first account. */
  readonly providerId?: string
}

/** A cart whose shopper has selected Stripe and has not followed the pay link yet. */
export async function startPurchase(
  store: ShopFront & Partial<Pick<StripeStore, "container" | "filledCart">>,
  options: PurchaseOptions = {}
): Promise<Purchase> {
  const { providerId, ...cartOptions } = options
  const { metadata = null, ...others } = cartOptions
  const { container, filledCart: filled } = store
  const isLikeFilled = Object.keys(others).length === 0
  const cart =
    container && filled && isLikeFilled
      ? await copyCart({ container }, { filled, changes: { metadata } })
      : await createCart(store, cartOptions)
  return payFor(store, cart, providerId)
}

/** Selects Stripe for a cart, as the storefront does, also again after the cart has changed. */
export async function payFor(
  store: ShopFront,
  cart: Cart,
  providerId = PROVIDER_ID
): Promise<Purchase> {
  const { payment_collection: _stale, ...fresh } = cart
  const session = await startPaymentSession(store, fresh, providerId)
  return {
    cart,
    session,
    link: String(session.data["url"]),
    browser: new Browser(store),
  }
}

/** Follows the pay link to Stripe's page; returns the Checkout Session's id. */
export async function openPage({ link, browser }: Purchase): Promise<string> {
  const address = locationOf(await browser.get(link))
  return checkoutSessionIn(address)
}

export function checkoutSessionIn(address: string): string {
  const id = /\/c\/pay\/(cs_test_\w+)/.exec(address)?.[1]
  if (!id) throw new Error(`This is not Stripe's hosted page: ${address}`)
  return id
}

/** Opens the page and pays; returns the address to which Stripe sends the shopper back. */
export async function payAtStripe(
  store: Pick<StripeStore, "stripe">,
  purchase: Purchase,
  card?: string
): Promise<string> {
  const checkoutSession = await openPage(purchase)
  const paid = await store.stripe.pay(checkoutSession, card ? { card } : {})
  if (!paid.redirectUrl) throw new Error(`Not paid: ${paid.outcome}`)
  return paid.redirectUrl
}

/** Core's payment collection, which holds the amount due. */
export async function collectionOf(
  { container }: StripeStore,
  { session }: Pick<Purchase, "session">
): Promise<string> {
  const payments = container.resolve(Modules.PAYMENT)
  const { payment_collection_id } = await payments.retrievePaymentSession(
    session.id,
    { select: ["id", "payment_collection_id"] }
  )
  return payment_collection_id
}

/** As if a payment session had survived a change to the cart: only the collection's amount becomes 300.00 EUR. */
export async function raiseTheTotal(
  store: StripeStore,
  purchase: Pick<Purchase, "session">
): Promise<void> {
  await sql(
    store,
    `update payment_collection
        set amount = 300, raw_amount = '{"value":"300","precision":20}'
      where id = :id returning id`,
    { id: await collectionOf(store, purchase) }
  )
}

/** All Checkout Sessions ever opened for a payment session, oldest first. */
export async function checkoutSessionsOf(
  store: Pick<StripeStore, "stripe">,
  paymentSessionId: string
): Promise<Stripe.Checkout.Session[]> {
  const { checkout_sessions } = await store.stripe.ledger()
  return checkout_sessions.filter(
    ({ client_reference_id }) => client_reference_id === paymentSessionId
  ) as unknown as Stripe.Checkout.Session[]
}

/** The only PaymentIntent of a payment session, in its current state at Stripe. */
export async function intentOf(
  store: Pick<StripeStore, "stripe">,
  paymentSessionId: string
): Promise<Stripe.PaymentIntent> {
  const { payment_intents } = await store.stripe.ledger()
  return only(
    payment_intents.filter(
      ({ metadata }) => metadata["payment_session_id"] === paymentSessionId
    )
  )
}
