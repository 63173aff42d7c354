/**
 * Where a shop can be killed: who does what, at which moment the process ends, and which state the sale must have once
 * the shop is back. The specs run this table once; the generator mixes it into its episodes.
 */
import type { Purchase } from "../support/stripe-checkout"
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
  repeatedSavedCardCharge,
  returnAfterCartHasChanged,
  returnAfterSessionWasDeleted,
  savedCardCharge,
  webhook,
} from "./interrupted-actions"
import {
  atDatabase,
  atStripe,
  cancellationOf,
  captureOf,
  confirmation,
  creationOfCheckoutSession,
  type Moment,
  recordOfCharge,
} from "./moments"
import {
  CHARGED,
  HELD,
  PAID,
  RELEASED,
  type SaleState,
  UNPAID,
} from "./sale-state"

export type KillPoint = {
  /** Continues "has recovered from …". */
  readonly name: string
  readonly moment: Moment
  /** Everything before the action, without any fault. */
  arrange(world: FaultWorld): Promise<Purchase>
  /** The action happens at Stripe, and reaches the shop only as a webhook. */
  readonly comesByWebhook?: true
  /** What is interrupted; its response never arrives. */
  action(world: FaultWorld, sale: never): Promise<unknown>
  /** What people retry once the shop is back. */
  again?(world: FaultWorld, sale: never): Promise<unknown>
  readonly expected: SaleState
}

/** Each group shares one kill: the shop dies with all of its actions in progress. */
export const KILL_POINTS = {
  "moving money": [
    {
      name: "a manual capture before Stripe received it",
      moment: atStripe("POST", "before", captureOf),
      ...captureByHand,
      expected: HELD,
    },
    {
      name: "a manual capture after Stripe captured the money",
      moment: atStripe("POST", "after", captureOf),
      ...captureByHand,
      expected: PAID,
    },
    {
      name: "a manual capture before its order transaction was added",
      moment: atDatabase("before", /insert into "order_transaction"/),
      ...captureByHand,
      expected: PAID,
    },
    {
      name: "a capture by status before Stripe received it",
      moment: atStripe("POST", "before", captureOf),
      ...captureByStatus,
      expected: PAID,
    },
    {
      name: "a capture by status after Stripe captured the money",
      moment: atStripe("POST", "after", captureOf),
      ...captureByStatus,
      expected: PAID,
    },
    {
      name: "a capture by status before its request was recorded",
      moment: atDatabase("before", /insert into stripe_checkout_operation/),
      ...captureByStatus,
      expected: PAID,
    },
    {
      name: "a refund before Stripe received it",
      moment: atStripe("POST", "before", () => /^\/v1\/refunds$/),
      ...refund,
      expected: PAID,
    },
    {
      name: "a refund before its order transaction was added",
      moment: atDatabase("before", /insert into "order_transaction"/),
      ...refund,
      expected: { ...PAID, refunded: 2000 },
    },
    {
      name: "a canceled order before Stripe received the cancellation",
      moment: atStripe("POST", "before", cancellationOf),
      ...cancellation,
      expected: RELEASED,
    },
    {
      name: "a canceled order after Stripe released the hold",
      moment: atStripe("POST", "after", cancellationOf),
      ...cancellation,
      expected: RELEASED,
    },
    {
      name: "a release before Stripe received it",
      moment: atStripe("POST", "before", cancellationOf),
      ...release,
      expected: { ...RELEASED, status: "authorization_released" },
    },
    {
      name: "a release after Stripe released the hold",
      moment: atStripe("POST", "after", cancellationOf),
      ...release,
      expected: { ...RELEASED, status: "authorization_released" },
    },
    {
      name: "a charge of a saved card before Stripe received it",
      moment: atStripe("POST", "before", confirmation),
      ...repeatedSavedCardCharge,
      expected: CHARGED,
    },
  ],
  "placing orders": [
    {
      name: "a Checkout Session before Stripe received the request",
      moment: atStripe("POST", "before", creationOfCheckoutSession),
      ...opening,
      expected: UNPAID,
    },
    {
      name: "an order that is stored but not linked to its cart",
      moment: atDatabase("before", /insert into "(public"\.")?order_cart"/),
      ...completion,
      expected: HELD,
    },
    {
      name: "an order whose payment was not committed",
      moment: atDatabase("before_commit", /insert into "payment" /),
      ...completion,
      expected: HELD,
    },
    {
      name: "an order whose payment was just committed",
      moment: atDatabase("after_commit", /insert into "payment" /),
      ...completion,
      expected: HELD,
    },
    {
      name: "an order that a storefront places, before its payment is verified",
      moment: atStripe(
        "GET",
        "before",
        ({ checkoutSessionId }) => new RegExp(checkoutSessionId)
      ),
      ...completionByStorefront,
      expected: HELD,
    },
    {
      name: "an order before its status is written",
      moment: atDatabase("before", /before as \(/),
      ...completion,
      expected: HELD,
    },
    {
      name: "a payment session that was created again and is not bound yet",
      moment: atDatabase("before", /with old as/),
      ...returnAfterSessionWasDeleted,
      expected: HELD,
    },
    {
      name: "a hold that is released because the cart has changed, before Stripe received the cancellation",
      moment: atStripe("POST", "before", () => /\/cancel$/),
      ...returnAfterCartHasChanged,
      expected: { ...RELEASED, orders: 0, status: null },
    },
  ],
  "requests whose response is lost": [
    {
      name: "a charge of a saved card after Stripe held the money",
      moment: atStripe("POST", "after", confirmation),
      ...savedCardCharge,
      expected: CHARGED,
    },
    {
      name: "a charge of a saved card before it was recorded",
      moment: atDatabase("before", recordOfCharge),
      ...savedCardCharge,
      expected: CHARGED,
    },
    {
      name: "a charge of a saved card after it was recorded",
      moment: atDatabase("after", recordOfCharge),
      ...savedCardCharge,
      expected: CHARGED,
    },
    {
      name: "a Checkout Session after Stripe created it",
      moment: atStripe("POST", "after", creationOfCheckoutSession),
      ...opening,
      expected: UNPAID,
    },
    {
      name: "a refund after Stripe refunded the money",
      moment: atStripe("POST", "after", () => /^\/v1\/refunds$/),
      ...refund,
      expected: { ...PAID, refunded: 2000 },
    },
    {
      name: "a hold that is released because the cart has changed, after Stripe released it",
      moment: atStripe("POST", "after", () => /\/cancel$/),
      ...returnAfterCartHasChanged,
      expected: { ...RELEASED, orders: 0, status: null },
    },
    {
      name: "a webhook before it was stored",
      comesByWebhook: true,
      moment: atDatabase("before", /insert into stripe_checkout_event/),
      ...webhook,
      expected: HELD,
    },
    {
      name: "a capture in Stripe's Dashboard before its order transaction was added",
      comesByWebhook: true,
      moment: atDatabase("before", /insert into "order_transaction"/),
      ...captureAtStripe,
      expected: PAID,
    },
    {
      name: "a webhook after it was stored and before the shop responded to Stripe",
      comesByWebhook: true,
      moment: atDatabase("after", /insert into stripe_checkout_event/),
      ...webhook,
      expected: HELD,
    },
  ],
} satisfies Record<string, readonly KillPoint[]>
