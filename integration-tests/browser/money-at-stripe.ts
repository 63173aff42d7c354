import type Stripe from "stripe"
import { only } from "../support/only"
import type { DemoShop } from "./demo-shop"

/** The only payment of an order, once Stripe has delivered all its events. */
export async function intentOf(
  shop: DemoShop,
  orderId: string
): Promise<Stripe.PaymentIntent> {
  await shop.stripe.webhooks.idle()
  const { payment_intents } = await shop.stripe.ledger()
  return only(
    payment_intents.filter(({ metadata }) => metadata["order_id"] === orderId)
  )
}

/** Counted before and after, because other shoppers' payments are held as well. */
export async function countHolds({ stripe }: DemoShop): Promise<number> {
  await stripe.webhooks.idle()
  const { payment_intents } = await stripe.ledger()
  return payment_intents.filter(({ status }) => status === "requires_capture")
    .length
}
