/** One sale of 120.00 EUR in a bare store, and what Medusa and Stripe say of it. */
import type Medusa from "@medusajs/js-sdk"
import type Stripe from "stripe"
import type { RunningShop } from "../package/open-shop"
import { fillCart, payOnHostedPage, waitForOrder } from "../package/purchase"
import { only } from "../support/only"
import { waitUntil } from "../support/wait-until"

export const TOTAL_IN_CENTS = 12_000

export type World = { readonly shop: RunningShop; readonly admin: Medusa }

export type Sale = {
  readonly email: string
  readonly orderId: string
  readonly intentId: string
}

/** Paid on Stripe's page by somebody who never comes back: only the webhook says so. */
export async function sell(world: World, name: string): Promise<Sale> {
  const email = `${name}@example.com`
  const known = await intentIds(world)
  await payOnHostedPage(world.shop, await fillCart(world.shop, email))
  const { id } = await waitForOrder(world.admin, "approved", email)
  const intentId = await newIntent(world, known)
  await expectIntent(world, intentId, { status: "requires_capture" })
  return { email, orderId: id, intentId }
}

export async function intentIds({ shop }: World): Promise<string[]> {
  const { payment_intents } = await shop.emulator.controls.ledger()
  return payment_intents.map(({ id }) => id)
}

export async function newIntent(
  world: World,
  known: readonly string[]
): Promise<string> {
  const ids = await intentIds(world)
  return only(ids.filter((id) => !known.includes(id)))
}

export async function expectIntent(
  { shop }: World,
  intentId: string,
  expected: Partial<Stripe.PaymentIntent>
): Promise<void> {
  const wanted = Object.entries(expected)
  await waitUntil(`${intentId} to be ${JSON.stringify(expected)}`, async () => {
    const { payment_intents } = await shop.emulator.controls.ledger()
    const intent = payment_intents.find(({ id }) => id === intentId)
    const found = Object.entries(intent ?? {})
    if (
      wanted.every(([key, value]) =>
        found.some(([name, is]) => name === key && is === value)
      )
    ) {
      return true
    }
    throw new Error(`${intent?.status}, ${intent?.amount_received} received`)
  })
}

type Ledger = { readonly captured: number[]; readonly refunded: number[] }

/** Medusa's own rows of captures and refunds, in major units. */
export async function expectLedger(
  { admin }: World,
  { orderId }: Sale,
  expected: Ledger
): Promise<void> {
  const wanted = JSON.stringify(expected)
  await waitUntil(`Medusa to have recorded ${wanted}`, async () => {
    const { order } = await admin.admin.order.retrieve(orderId, {
      fields:
        "*payment_collections.payments.captures,*payment_collections.payments.refunds",
    })
    const payments = order.payment_collections.flatMap(
      (collection) => collection.payments ?? []
    )
    const amounts = (rows: { amount: unknown }[]): number[] =>
      rows.map(({ amount }) => Number(amount))
    const found: Ledger = {
      captured: amounts(payments.flatMap(({ captures }) => captures ?? [])),
      refunded: amounts(payments.flatMap(({ refunds }) => refunds ?? [])),
    }
    if (JSON.stringify(found) === wanted) return true
    throw new Error(JSON.stringify(found))
  })
}
