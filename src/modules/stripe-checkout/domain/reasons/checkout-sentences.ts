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
    "The cart has changed since the Checkout Session was opened, so the session is expired.",
  link_of_canceled_order: () =>
    "The order was canceled, so its payment link is closed.",
  link_outdated: ({ missing, currency_code }: Missing) =>
    missing > 0
      ? `The order's balance has changed; the payment link now requests ${formatMoney(missing, currency_code)}.`
      : "Everything that the order owes is covered, so its payment link is closed.",
  link_expired: () =>
    "The payment link was valid until a chosen moment, which has passed.",
  link_paid_too_late: ({ paid, missing, currency_code }: Paid & Missing) =>
    missing > 0
      ? `The shopper paid ${formatMoney(paid, currency_code)} on a payment link that was closed meanwhile; the order still owes ${formatMoney(missing, currency_code)}.`
      : `The shopper paid ${formatMoney(paid, currency_code)} on a payment link that was closed meanwhile; the order owes nothing more.`,
  paid_on_closed_link: () =>
    "The shopper paid on a payment link that was closed or changed meanwhile, but the order still owes this amount.",
  unrecognized_status: ({ status }: { status: string }) =>
    `Stripe reports a status that this version does not know: ${status}.`,
  unknown_at_stripe: ({ message }: { message: string }) =>
    sentence(
      `Stripe does not know this payment under the current API key, so nothing can be said about its money: ${message}`
    ),
  ready_to_place: () => "The shopper has paid, so the order is placed.",
  placed_before_bank_decides: () =>
    "The shopper has confirmed the payment, so the order is placed before the bank decides.",
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
    "Another payment session has replaced this one.",
  payment_intent_names_deleted_session: () =>
    "Stripe still names the payment session that was deleted.",
  cart_changed: ({ paid, currency_code }: Paid) =>
    `The cart changed while the shopper was paying ${formatMoney(paid, currency_code)}.`,
  cart_total_changed: ({ paid, total, currency_code }: Paid & Total) =>
    `The shopper paid ${formatMoney(paid, currency_code)}, but the cart now costs ${formatMoney(total, currency_code)}.`,
  no_order_expected: () => "No order will be placed for this payment.",
  order_not_placeable: ({ cause }: { cause: string }) =>
    `The order was paid, but Medusa could not place it. ${cause} It is retried automatically. Remove the cause, or release or refund the payment.`,
  order_placed: ({ display_id }: { display_id: string }) =>
    `Order #${display_id} was placed with this payment.`,
  captured_not_releasable: () =>
    "The money was captured already, so there is no hold to release. Refund it in Stripe's Dashboard.",
  placement_timed_out: () =>
    "The order could not be placed in time (notPlaceable.releaseAfterHours).",
  refunded_without_order: () =>
    "The payment was refunded, and no order was placed.",
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

export interface Missing {
  /** Minor units that the order still owes and no other payment covers. */
  missing: number
  currency_code: string
}

export interface Total {
  /** Minor units. */
  total: number
}
