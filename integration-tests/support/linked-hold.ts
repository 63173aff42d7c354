/**
 * What an order still owes, paid with a payment link and held.
 */
import { Modules } from "@medusajs/framework/utils"
import type { HeldOrder } from "./held-order"
import { only } from "./only"
import {
  createPaymentLink,
  openLink,
  type PaymentLink,
  payLinkAt,
} from "./payment-links"
import { intentOf, type Purchase } from "./stripe-checkout"
import type { StripeStore } from "./stripe-store"
import { waitUntil } from "./wait-until"

type AnOrder = Pick<HeldOrder, "orderId">

/** Medusa has the payment once the link is paid. */
export type LinkedHold = {
  readonly link: PaymentLink
  readonly session: Purchase["session"]
  readonly paymentIntentId: string
}

/** Everything that is missing. */
export async function holdByLink(
  store: StripeStore,
  order: AnOrder,
  input: { readonly account?: string } = {}
): Promise<LinkedHold> {
  const link = await createPaymentLink(store, order, input)
  await payLinkAt(store, link)
  return recordedHold(store, link)
}

export async function recordedHold(
  store: StripeStore,
  link: PaymentLink
): Promise<LinkedHold> {
  const payments = store.container.resolve(Modules.PAYMENT)
  await waitUntil("the payment in Medusa", async () =>
    only(
      await payments.listPayments({
        payment_session_id: link.payment_session_id,
      })
    )
  )
  const { id } = await intentOf(store, link.payment_session_id)
  return { link, session: sessionOf(link), paymentIntentId: id }
}

/** Stripe has the money, and nobody has heard of it: webhooks are paused. */
export async function payUnnoticed(
  store: StripeStore,
  link: PaymentLink
): Promise<string> {
  const page = await openLink(store, link)
  await store.stripe.webhooks.pause()
  await store.stripe.pay(page)
  return page
}

export function sessionOf(link: PaymentLink): Purchase["session"] {
  return { id: link.payment_session_id } as Purchase["session"]
}
