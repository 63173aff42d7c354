import type Stripe from "stripe"
import { only } from "../../support/only"
import type { Cart } from "../../support/shopper"
import {
  openPage,
  checkoutSessionsOf,
  payFor,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"

/** A line of Stripe's page; the amount in minor units. */
export type Line = {
  readonly name: string
  readonly quantity: number | null
  readonly amount: number
}

/** Selects Stripe, opens the page and reads it; the page must charge the sum of its lines. */
export async function readPage(
  store: StripeStore,
  cart: Cart
): Promise<Line[]> {
  const purchase = await payFor(store, cart)
  await openPage(purchase)
  const page = only(await checkoutSessionsOf(store, purchase.session.id))
  const lines = (page.line_items as unknown as Stripe.LineItem[]).map(
    ({ description, quantity, amount_total }) => ({
      name: description ?? "",
      quantity,
      amount: amount_total,
    })
  )
  const sum = lines.reduce((total, { amount }) => total + amount, 0)
  expect(page.amount_total).toBe(sum)
  return lines
}
