/**
 * Where a shop can be killed: who does what, at which moment the process ends, and how everything must stand once the
 * shop is back. The specs go through this table once; the generator plays it in between.
 */
import type { Purchase } from "../support/stripe-checkout"
import type { DatabaseMoment } from "./database/database-proxy"
import type { FaultWorld } from "./fault-world"
import {
  cancellation,
  captureAtStripe,
  captureByHand,
  captureByStatus,
  completion,
  completionByStorefront,
  opening,
  refund,
  release,
  returnAfterCartHasChanged,
  returnAfterSessionWasDeleted,
  webhook,
} from "./interrupted-deeds"
import type { PlacedSale } from "./sale"
import { HELD, PAID, RELEASED, type Standing, UNPAID } from "./standing"

export type StripeMoment = {
  readonly method: "GET" | "POST"
  readonly path: RegExp
  readonly when: "before" | "after"
}

export type KillPoint = {
  /** Continues "a shop heals …". */
  readonly name: string
  readonly moment:
    | ({ readonly side: "database" } & DatabaseMoment)
    | { readonly side: "stripe"; of(sale: Purchase): StripeMoment }
  /** Up to the moment before the deed, while all is well. */
  arrange(world: FaultWorld): Promise<Purchase>
  /** The deed is Stripe's, and reaches the shop as a webhook only. */
  readonly comesByWebhook?: true
  /** What is interrupted; the answer never comes. */
  deed(world: FaultWorld, sale: never): Promise<unknown>
  /** What people try again once the shop is back. */
  again?(world: FaultWorld, sale: never): Promise<unknown>
  readonly standing: Standing
}

const atStripe = (
  method: StripeMoment["method"],
  when: StripeMoment["when"],
  path: (sale: PlacedSale) => RegExp
): KillPoint["moment"] => ({
  side: "stripe",
  of: (sale) => ({ method, when, path: path(sale as PlacedSale) }),
})
const atDatabase = (
  when: DatabaseMoment["when"],
  statement: RegExp
): KillPoint["moment"] => ({ side: "database", when, statement })

const captureOf = (sale: PlacedSale): RegExp =>
  new RegExp(`/${sale.paymentIntentId}/capture$`)
const cancellationOf = (sale: PlacedSale): RegExp =>
  new RegExp(`/${sale.paymentIntentId}/cancel$`)

const openingOfPage = (): RegExp => /^\/v1\/checkout\/sessions$/

/** Each table is killed through at once: the shop dies with all of these under way. */
export const KILL_POINTS = {
  "money that moves": [
    {
      name: "a capture by hand before Stripe heard of it",
      moment: atStripe("POST", "before", captureOf),
      ...captureByHand,
      standing: HELD,
    },
    {
      name: "a capture by hand after Stripe has taken the money",
      moment: atStripe("POST", "after", captureOf),
      ...captureByHand,
      standing: PAID,
    },
    {
      name: "a capture by hand before the order's books know of it",
      moment: atDatabase("before", /insert into "order_transaction"/),
      ...captureByHand,
      standing: PAID,
    },
    {
      name: "a capture by status before Stripe heard of it",
      moment: atStripe("POST", "before", captureOf),
      ...captureByStatus,
      standing: PAID,
    },
    {
      name: "a capture by status after Stripe has taken the money",
      moment: atStripe("POST", "after", captureOf),
      ...captureByStatus,
      standing: PAID,
    },
    {
      name: "a capture by status before its wish was written down",
      moment: atDatabase("before", /insert into stripe_checkout_operation/),
      ...captureByStatus,
      standing: PAID,
    },
    {
      name: "a refund before Stripe heard of it",
      moment: atStripe("POST", "before", () => /^\/v1\/refunds$/),
      ...refund,
      standing: PAID,
    },
    {
      name: "a refund before the order's books know of it",
      moment: atDatabase("before", /insert into "order_transaction"/),
      ...refund,
      standing: { ...PAID, refunded: 2000 },
    },
    {
      name: "a canceled order before Stripe heard of it",
      moment: atStripe("POST", "before", cancellationOf),
      ...cancellation,
      standing: RELEASED,
    },
    {
      name: "a canceled order after Stripe has given the money back",
      moment: atStripe("POST", "after", cancellationOf),
      ...cancellation,
      standing: RELEASED,
    },
    {
      name: "a release before Stripe heard of it",
      moment: atStripe("POST", "before", cancellationOf),
      ...release,
      standing: { ...RELEASED, status: "authorization_released" },
    },
    {
      name: "a release after Stripe has given the money back",
      moment: atStripe("POST", "after", cancellationOf),
      ...release,
      standing: { ...RELEASED, status: "authorization_released" },
    },
  ],
  "orders that are placed": [
    {
      name: "a page for the shopper before Stripe heard of it",
      moment: atStripe("POST", "before", openingOfPage),
      ...opening,
      standing: UNPAID,
    },
    {
      name: "an order that is written down but not linked to its cart",
      moment: atDatabase("before", /insert into "(public"\.")?order_cart"/),
      ...completion,
      standing: HELD,
    },
    {
      name: "an order whose payment was not committed",
      moment: atDatabase("before_commit", /insert into "payment" /),
      ...completion,
      standing: HELD,
    },
    {
      name: "an order whose payment was committed just now",
      moment: atDatabase("after_commit", /insert into "payment" /),
      ...completion,
      standing: HELD,
    },
    {
      name: "an order that a storefront places, before its payment is proven",
      moment: atStripe(
        "GET",
        "before",
        ({ checkoutSessionId }) => new RegExp(checkoutSessionId)
      ),
      ...completionByStorefront,
      standing: HELD,
    },
    {
      name: "an order before its status is written",
      moment: atDatabase("before", /with before as/),
      ...completion,
      standing: HELD,
    },
    {
      name: "a payment session that was made anew and not bound yet",
      moment: atDatabase("before", /with old as/),
      ...returnAfterSessionWasDeleted,
      standing: HELD,
    },
    {
      name: "money that is given back because the cart has changed, before Stripe heard of it",
      moment: atStripe("POST", "before", () => /\/cancel$/),
      ...returnAfterCartHasChanged,
      standing: { ...RELEASED, orders: 0, status: null },
    },
  ],
  "what was lost with the answer": [
    {
      name: "a page for the shopper after Stripe has opened it",
      moment: atStripe("POST", "after", openingOfPage),
      ...opening,
      standing: UNPAID,
    },
    {
      name: "a refund after Stripe has given the money back",
      moment: atStripe("POST", "after", () => /^\/v1\/refunds$/),
      ...refund,
      standing: { ...PAID, refunded: 2000 },
    },
    {
      name: "money that is given back because the cart has changed, after Stripe has done it",
      moment: atStripe("POST", "after", () => /\/cancel$/),
      ...returnAfterCartHasChanged,
      standing: { ...RELEASED, orders: 0, status: null },
    },
    {
      name: "a webhook before it was stored",
      comesByWebhook: true,
      moment: atDatabase("before", /insert into stripe_checkout_event/),
      ...webhook,
      standing: HELD,
    },
    {
      name: "a capture in Stripe's Dashboard before the order's books know of it",
      comesByWebhook: true,
      moment: atDatabase("before", /insert into "order_transaction"/),
      ...captureAtStripe,
      standing: PAID,
    },
    {
      name: "a webhook after it was stored and before Stripe was answered",
      comesByWebhook: true,
      moment: atDatabase("after", /insert into stripe_checkout_event/),
      ...webhook,
      standing: HELD,
    },
  ],
} satisfies Record<string, readonly KillPoint[]>
