import type { HttpTypes } from "@medusajs/framework/types"
import { Browser } from "../../support/browser"
import { type Cart, createCart, placeOrder } from "../../support/shopper"
import type { Attempt, Contestant } from "./contestants"
import type { MeasuredShop } from "../measured-shop"
import { now } from "../now"

/** Milliseconds: in total, and without Stripe's response time. */
export type Span = { readonly all: number; readonly own: number }

export type Steps = {
  readonly initiate: Span
  /** From the pay link to the redirect; about zero without a pay link. */
  readonly open: Span
  readonly complete: Span
}

/** Long enough for the background work after an order. */
const QUIET_MS = 250

/** One checkout, step by step, in which the storefront completes the cart while webhooks are paused. */
export async function measureSteps(
  shop: MeasuredShop,
  contestant: Contestant
): Promise<Steps> {
  const { attempt, span: initiate } = await begin(shop, contestant)
  const [id, open] = await timed(shop, () => contestant.open(attempt))
  await contestant.pay(shop, id)
  await shop.toStripe.quiet(QUIET_MS)
  const [, complete] = await timed(shop, () => placeOrder(shop, attempt.cart))
  await shop.toStripe.quiet(QUIET_MS)
  return { initiate, open, complete }
}

/**
 * One checkout whose shopper never comes back, so that only Stripe's webhook places the order.
 * @returns a promise of the milliseconds between the first event about the authorization and the order; callers may
 * continue without awaiting it
 */
export async function measureWebhook(
  shop: MeasuredShop,
  contestant: Contestant
): Promise<{ delay: Promise<number> }> {
  const { attempt } = await begin(shop, contestant)
  const placed = shop.placedAt(attempt.cart.id)
  const id = await contestant.open(attempt)
  await contestant.pay(shop, id)
  const delay = placed.then(
    async (at) =>
      at - (await firstEventAt(shop, contestant, attempt.session.id))
  )
  return { delay }
}

/** One checkout like a real one: the shopper pays, webhooks arrive, and the browser comes back. */
export async function buy(
  shop: MeasuredShop,
  contestant: Contestant,
  beforeOpening: () => Promise<void>
): Promise<void> {
  const { attempt } = await begin(shop, contestant)
  await beforeOpening()
  const id = await contestant.open(attempt)
  const returnAddress = await contestant.pay(shop, id)
  await contestant.finish(shop, attempt, returnAddress)
  await shop.toStripe.quiet(QUIET_MS)
}

async function begin(
  shop: MeasuredShop,
  { providerId }: Contestant
): Promise<{ attempt: Attempt; span: Span }> {
  const cart = await createCart(shop)
  const path = await openCollection(shop, cart)
  const [answer, span] = await timed(shop, () =>
    shop.request(`${path}/payment-sessions`, {
      body: { provider_id: providerId },
    })
  )
  const { payment_collection: collection } =
    answer.body as HttpTypes.StorePaymentCollectionResponse
  const session = collection.payment_sessions?.[0]
  if (!session) throw new Error(JSON.stringify(answer.body))
  return { attempt: { cart, session, browser: new Browser(shop) }, span }
}

/** Created outside the measurement, since it is the same for both providers. */
async function openCollection(
  shop: MeasuredShop,
  { id }: Cart
): Promise<string> {
  const { body } = await shop.request("/store/payment-collections", {
    body: { cart_id: id },
  })
  const { payment_collection } =
    body as HttpTypes.StorePaymentCollectionResponse
  return `/store/payment-collections/${payment_collection.id}`
}

async function timed<Result>(
  { toStripe }: MeasuredShop,
  work: () => Promise<Result>
): Promise<[Result, Span]> {
  const from = now()
  const result = await work()
  const to = now()
  const all = to - from
  return [result, { all, own: all - toStripe.busyMs(from, to) }]
}

/** Stripe may send these two in either order. */
const HELD = [
  "payment_intent.amount_capturable_updated",
  "checkout.session.completed",
]

async function firstEventAt(
  { toShop }: MeasuredShop,
  { webhookPath }: Contestant,
  sessionId: string
): Promise<number> {
  await toShop.quiet(QUIET_MS)
  const deliveries = toShop.passages.filter(
    ({ body, path }) =>
      path === webhookPath &&
      body.includes(sessionId) &&
      HELD.some((type) => body.includes(`"${type}"`))
  )
  if (deliveries.length === 0)
    throw new Error(`No event about ${sessionId} was delivered.`)
  return Math.min(...deliveries.map(({ from }) => from))
}
