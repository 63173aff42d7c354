/**
 * Reasons before there is an order: why nothing is paid, why an order is placed, and
 * why none will be.
 */
import { formatMoney } from "../money"
import { sentence } from "./sentence"

export const CHECKOUT_SENTENCES = {
  not_paid: () => "The shopper has not paid yet.",
  payment_attempt_failed: ({ message }: { message: string }) =>
    sentence(
      `The shopper has not paid yet; the last attempt failed: ${message}`
    ),
  payment_failed: ({ message }: { message: string }) =>
    sentence(
      `The payment failed after the shopper had confirmed it: ${message}`
    ),
  payment_processing: () => "Stripe is still processing the payment.",
  checkout_session_expired: () =>
    "The Checkout Session expired without a payment.",
  checkout_session_outdated: () =>
    "The cart has changed since the Checkout Session was opened, so nobody may pay its old content there.",
  unrecognized_status: ({ status }: { status: string }) =>
    `Stripe reports a status that this version does not know: ${status}.`,
  ready_to_place: () => "The shopper has paid, so the order is placed.",
  outstanding_paid: () => "The shopper has paid what the order still owes.",
  cart_locked: () => "The cart is being completed or changed right now.",
  order_just_placed: () => "The order has just been placed.",
  placement_interrupted: () =>
    "Placing the order was interrupted before its payment was authorized; what was written is removed, so that placing can start over.",
  order_not_announced: () =>
    "The order was placed, but Medusa was interrupted before it announced the order.",
  placement_canceled_payment: () =>
    "An earlier attempt to place the order failed and canceled the payment in Medusa only; Stripe still holds the money.",
  payment_session_deleted: () =>
    "Medusa deleted the payment session, but the cart is still exactly what was paid for.",
  payment_session_replaced: () =>
    "Another payment session of the same cart has replaced this one.",
  payment_intent_names_deleted_session: () =>
    "Stripe still names the payment session that was deleted.",
  cart_changed: ({ paid, currency_code }: Paid) =>
    `The cart changed while the shopper was paying ${formatMoney(paid, currency_code)}.`,
  cart_total_changed: ({ paid, total, currency_code }: Paid & Total) =>
    `The shopper paid ${formatMoney(paid, currency_code)}, but the cart now costs ${formatMoney(total, currency_code)}.`,
  no_order_expected: () => "No order will come of this payment.",
  placement_timed_out: () => "The order could not be placed for days.",
  refunded_without_order: () =>
    "No order came of this payment; its money was refunded.",
  payment_without_cart: () => "The payment belongs to no cart and no order.",
  captured_beside_other_payment: () =>
    "The order was placed with another payment, but this one's money was captured as well. Refund it in Stripe's Dashboard.",
  held_beside_other_payment: () =>
    "The order was placed with another payment, so this hold is released.",
}

export interface Paid {
  /** Minor units. */
  paid: number
  currency_code: string
}

export interface Total {
  /** Minor units. */
  total: number
}
