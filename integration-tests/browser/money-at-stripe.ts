import type Stripe from "stripe"
import { only } from "../support/only"
import type { DemoShop } from "./demo-shop"

/** The one payment of an order, once Stripe has told all that it had to tell. */
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

/** Before and after, because the cards of other shoppers are held as well. */
export async function countHolds({ stripe }: DemoShop): Promise<number> {
  await stripe.webhooks.idle()
  const { payment_intents } = await stripe.ledger()
  return payment_intents.filter(({ status }) => status === "requires_capture")
    .length
}
