/** Where the shop's own requests stop: at Stripe, or at a statement in its database. */
import type { Purchase } from "../support/stripe-checkout"
import type { DatabaseMoment } from "./database/database-moment"
import type { PlacedSale } from "./sale"

type StripeMoment = {
  readonly method: "GET" | "POST"
  readonly path: RegExp
  readonly when: "before" | "after"
}

export type Moment =
  | ({ readonly side: "database" } & DatabaseMoment)
  | { readonly side: "stripe"; of(sale: Purchase): StripeMoment }

export const atStripe = (
  method: StripeMoment["method"],
  when: StripeMoment["when"],
  path: (sale: PlacedSale) => RegExp
): Moment => ({
  side: "stripe",
  of: (sale) => ({ method, when, path: path(sale as PlacedSale) }),
})
export const atDatabase = (
  when: DatabaseMoment["when"],
  statement: RegExp
): Moment => ({ side: "database", when, statement })

export const captureOf = (sale: PlacedSale): RegExp =>
  new RegExp(`/${sale.paymentIntentId}/capture$`)
export const cancellationOf = (sale: PlacedSale): RegExp =>
  new RegExp(`/${sale.paymentIntentId}/cancel$`)

/**
 * Only charges of saved cards are confirmed by the plugin. Their PaymentIntents have no id before, so each group has one
 * such moment at most.
 */
export const confirmation = (): RegExp =>
  /^\/v1\/payment_intents\/[^/]+\/confirm$/

/** What a person did with a payment link or a saved card is recorded in one go, unlike what is still to be done. */
export const recordOfCharge = /request_id, trigger, actor, status/

export const creationOfCheckoutSession = (): RegExp =>
  /^\/v1\/checkout\/sessions$/
