import type { HttpTypes } from "@medusajs/framework/types"
import { Browser } from "../../support/browser"
import { type Cart, createCart, placeOrder } from "../../support/shopper"
import type { Attempt, Contestant } from "./contestants"
import type { MeasuredShop } from "./measured-shop"
import { now } from "./now"

/** Milliseconds: all of it, and without the time that Stripe took to answer. */
export type Span = { readonly all: number; readonly own: number }

export type Steps = {
  readonly initiate: Span
  /** From the pay link to the redirect; nothing where there is no link. */
  readonly open: Span
  readonly complete: Span
}

/** Long enough for what follows an order in the background. */
const QUIET_MS = 250

/** One checkout whose cart the storefront completes, step by step; webhooks wait meanwhile. */
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
 * One checkout whose shopper never comes back, so that Stripe's webhook alone places the order.
 * @returns a promise of how many milliseconds after the first event about held money that was; whoever wants to go on
 * meanwhile need not wait for it
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
      at - (await firstHeardOf(shop, contestant, attempt.session.id))
  )
  return { delay }
}

/** One checkout as shoppers do it: they pay, webhooks arrive, and the browser comes back. */
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

/** Made beforehand, since it is the same for everybody. */
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

/** Of these two Stripe may tell in either order. */
const HELD = [
  "payment_intent.amount_capturable_updated",
  "checkout.session.completed",
]

async function firstHeardOf(
  { toShop }: MeasuredShop,
  { webhookPath }: Contestant,
  sessionId: string
): Promise<number> {
  await toShop.quiet(QUIET_MS)
  const heard = toShop.passages.filter(
    ({ body, path }) =>
      path === webhookPath &&
      body.includes(sessionId) &&
      HELD.some((type) => body.includes(`"${type}"`))
  )
  if (heard.length === 0) throw new Error(`Nobody told of ${sessionId}.`)
  return Math.min(...heard.map(({ from }) => from))
}
