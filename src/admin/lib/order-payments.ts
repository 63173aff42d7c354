/**
 * What the card reads out of the answers about an order's payments.
 */
import type { AdminOrder } from "@medusajs/framework/types"

import type {
  OrderPaymentsDescription,
  PaymentDescription,
  Refusal,
} from "../../api/admin/stripe-checkout/orders/responses"

const PROVIDER_ID_PREFIX = "pp_stripe-checkout_"

/** As far as the page knows already; only then is room kept while the answer loads. */
export function isPaidWithStripeCheckout(order: AdminOrder): boolean {
  return order.payment_collections.some((collection) =>
    [
      ...(collection.payments ?? []),
      ...(collection.payment_sessions ?? []),
    ].some(({ provider_id }) => provider_id.startsWith(PROVIDER_ID_PREFIX))
  )
}

export interface Takeable {
  readonly amount: number
  readonly currencyCode: string
}

/** What one click captures, over all of the order's holds; null when there is none. */
export function readCapturable(
  payments: readonly PaymentDescription[]
): Takeable | null {
  return total(
    payments.filter(({ actions }) => actions.capture.allowed),
    ({ actions }) => actions.capture.amount
  )
}

/** What one click gives back; null when nothing may be released. */
export function readReleasable(
  payments: readonly PaymentDescription[]
): Takeable | null {
  return total(
    payments.filter(({ actions }) => actions.release.allowed),
    ({ amounts }) => amounts.held
  )
}

/** Why nothing can be done with any of the payments; null where something can. */
export function whyNot(
  action: "capture" | "release",
  payments: readonly PaymentDescription[]
): Refusal | null {
  if (payments.some(({ actions }) => actions[action].allowed)) {
    return null
  }
  const held = payments.find(({ amounts }) => amounts.held > 0)
  return held?.actions[action].reason ?? "nothing_held"
}

function total(
  payments: readonly PaymentDescription[],
  amountOf: (payment: PaymentDescription) => number
): Takeable | null {
  const [first] = payments
  return first
    ? {
        amount: payments.reduce((sum, payment) => sum + amountOf(payment), 0),
        currencyCode: first.currency_code,
      }
    : null
}

/** Differs as soon as the rest of the page has something new to show as well. */
export function fingerprintOf(described: OrderPaymentsDescription): string {
  return JSON.stringify([
    described.order_status,
    described.payments.map(({ situation, amounts, operations }) => [
      situation,
      amounts,
      operations.map(({ id, status }) => [id, status]),
    ]),
  ])
}
