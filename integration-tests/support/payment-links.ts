/**
 * Payment links: the merchant creates them, and the customer pays them.
 */
import type { HoldIncrementAnswer } from "../../src/api/admin/stripe-checkout/orders/responses"
import { Browser } from "./browser"
import type { HeldOrder } from "./held-order"
import { refusalOf } from "./order-card"
import { openPage, payAtStripe, type Purchase } from "./stripe-checkout"
import type { StripeStore } from "./stripe-store"

export type PaymentLink = {
  readonly url: string
  readonly amount: number
  readonly currency_code: string
  readonly expires_at: string | null
  readonly payment_session_id: string
  readonly payment_collection_id: string
  /** What came of incrementing a hold instead; then there may be no URL. */
  readonly increment: HoldIncrementAnswer | null
}

type LinkInput = {
  readonly account?: string
  readonly amount?: number | null
  readonly expires_at?: string | null
}

/** In the account of the order's latest payment, unless said otherwise. */
export async function createPaymentLink(
  store: Pick<StripeStore, "admin">,
  { orderId }: Pick<HeldOrder, "orderId">,
  input: LinkInput = {}
): Promise<PaymentLink> {
  return store.admin.client.fetch<PaymentLink>(pathOf(orderId), {
    method: "POST",
    body: input,
  })
}

/** Asks the store to send the link; what sends it is the store's own. */
export async function emailPaymentLink(
  store: Pick<StripeStore, "admin">,
  { orderId }: Pick<HeldOrder, "orderId">,
  input: { readonly request_id?: string } = {}
): Promise<PaymentLink> {
  return store.admin.client.fetch<PaymentLink>(`${pathOf(orderId)}/email`, {
    method: "POST",
    body: input,
  })
}

/** The sentence that says why no link is created. */
export async function refusalOfLink(
  store: StripeStore,
  order: Pick<HeldOrder, "orderId">,
  input: LinkInput = {}
): Promise<string> {
  return (await refusalOf(createPaymentLink(store, order, input))).message
}

/** Follows the link to Stripe; returns the Checkout Session's id. */
export async function openLink(
  store: Pick<StripeStore, "request">,
  link: PaymentLink
): Promise<string> {
  return openPage(asPurchase(store, link))
}

/** Follows the link, pays and returns to the store. */
export async function payLinkAt(
  store: Pick<StripeStore, "request" | "stripe">,
  link: PaymentLink
): Promise<void> {
  const purchase = asPurchase(store, link)
  await purchase.browser.get(await payAtStripe(store, purchase))
}

function asPurchase(
  store: Pick<StripeStore, "request">,
  { url }: PaymentLink
): Purchase {
  return {
    link: url,
    browser: new Browser(store),
    cart: {} as Purchase["cart"],
    session: {} as Purchase["session"],
  }
}

function pathOf(orderId: string): string {
  return `/admin/stripe-checkout/orders/${orderId}/payment-link`
}
