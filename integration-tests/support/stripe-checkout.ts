/**
 * The shopper's way through Stripe's page, and what Stripe knows of it afterwards.
 */
import type { HttpTypes } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import { Browser, locationOf } from "./browser"
import { only } from "./only"
import { readRows } from "./order-records"
import {
  type Cart,
  type CartWishes,
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

export type PurchaseWishes = CartWishes & {
  /** Default: the one of the shop's first account. */
  readonly providerId?: string
}

/** A cart whose shopper has chosen to pay with Stripe and has not followed the link yet. */
export async function startPurchase(
  store: ShopFront,
  requests: PurchaseWishes = {}
): Promise<Purchase> {
  const cart = await createCart(store, requests)
  return payFor(store, cart, requests.providerId)
}

/** Chooses Stripe for a cart, as the storefront does, also again after the cart has changed. */
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

/** Follows the pay link up to Stripe's page; answers with the Checkout Session's id. */
export async function openPage({ link, browser }: Purchase): Promise<string> {
  const address = locationOf(await browser.get(link))
  return checkoutSessionIn(address)
}

export function checkoutSessionIn(address: string): string {
  const id = /\/c\/pay\/(cs_test_\w+)/.exec(address)?.[1]
  if (!id) throw new Error(`This is no payment page: ${address}`)
  return id
}

/** Opens the page and pays; answers with the address to which Stripe sends the shopper back. */
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

/** Core's payment collection, which holds the amount that is to be paid. */
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

/** As if a payment session had survived a change of the cart: the collection alone costs 300.00 EUR. */
export async function raiseTheTotal(
  store: StripeStore,
  purchase: Pick<Purchase, "session">
): Promise<void> {
  await readRows(
    store,
    `update payment_collection
        set amount = 300, raw_amount = '{"value":"300","precision":20}'
      where id = :id returning id`,
    { id: await collectionOf(store, purchase) }
  )
}

/** All Checkout Sessions that were ever opened for a payment session, oldest first. */
export async function pagesOf(
  store: Pick<StripeStore, "stripe">,
  paymentSessionId: string
): Promise<Stripe.Checkout.Session[]> {
  const { checkout_sessions } = await store.stripe.ledger()
  return checkout_sessions.filter(
    ({ client_reference_id }) => client_reference_id === paymentSessionId
  ) as unknown as Stripe.Checkout.Session[]
}

/** The one PaymentIntent of a payment session, as Stripe has it now. */
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
