import type Stripe from "stripe"
import type { Shop } from "./shop"
import { payCart } from "./shop"

export type Card = `${number}`

/** A captured payment of 30.00. */
export async function capturedPayment(
  shop: Shop,
  { amount, card }: { amount?: number; card?: Card } = {}
): Promise<Stripe.PaymentIntent> {
  const { id } = await payCart(shop, {}, card)
  return shop.stripe.paymentIntents.capture(
    id,
    amount === undefined ? {} : { amount_to_capture: amount }
  )
}

/** A captured payment whose test card raises a dispute. */
export async function disputedPayment(
  shop: Shop,
  payment: { amount?: number; card: Card }
): Promise<Stripe.Dispute> {
  const { id } = await capturedPayment(shop, payment)
  const { data } = await shop.stripe.disputes.list({ payment_intent: id })
  if (data[0] === undefined) {
    throw new Error("Nobody disputed this payment.")
  }
  return data[0]
}

/** Types of all events so far, oldest first. */
export async function eventTypes(shop: Shop): Promise<string[]> {
  return (await shop.controls.events()).map(({ type }) => type)
}

/** The newest event of a type. */
export async function lastEvent(
  shop: Shop,
  type: Stripe.Event.Type
): Promise<Stripe.EventBase> {
  const event = (await shop.controls.events({ type })).at(-1)
  if (event === undefined) {
    throw new Error(`There is no ${type}.`)
  }
  return event
}

/** Types of the events after a moment, in order. */
export async function eventsDuring(
  shop: Shop,
  action: () => Promise<unknown>
): Promise<string[]> {
  const before = (await eventTypes(shop)).length
  await action()
  return (await eventTypes(shop)).slice(before)
}
