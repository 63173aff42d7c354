/**
 * Reasons once there is an order: money that moves, and ledgers that differ.
 */
import { formatMoney } from "../money"
import { sentence } from "./sentence"

export const MONEY_SENTENCES = {
  in_sync: () => "Medusa and Stripe agree.",
  capturing: ({ amount, held, currency_code }: Money & { held: number }) =>
    `Capturing ${formatMoney(amount, currency_code)} of ${formatMoney(held, currency_code)} held.`,
  capturing_beyond_hold: ({
    amount,
    held,
    currency_code,
  }: Money & { held: number }) =>
    `Capturing ${formatMoney(amount, currency_code)}: ${formatMoney(held, currency_code)} is held, and the card's issuer grants the rest by overcapture.`,
  capturing_part: ({ amount, held, currency_code }: Money & { held: number }) =>
    `Capturing ${formatMoney(amount, currency_code)} of ${formatMoney(held, currency_code)} held; the rest stays held.`,
  hold_incremented: (money: Money) =>
    `The card's issuer holds ${format(money)} now.`,
  incrementing_hold: (money: Money) =>
    `The card's issuer is asked to hold ${format(money)}.`,
  hold_increment_declined: ({ message }: { message: string }) =>
    sentence(
      `The hold was not incremented and stays as it was, so a payment link requests what is missing: ${message}`
    ),
  hold_increment_not_granted: () =>
    "The card's issuer does not allow the hold to be incremented, so a payment link requests what is missing.",
  hold_increment_outdated: () =>
    "The hold was not incremented: the order owes another amount by now, or it is requested in another way.",
  hold_not_incrementable: () =>
    "Only a hold of which nothing was captured can be incremented.",
  captured_already: (money: Money) =>
    `${format(money)} has been captured; nothing more is held.`,
  amount_exceeds_hold: ({
    requested,
    held,
    currency_code,
  }: {
    requested: number
    held: number
    currency_code: string
  }) =>
    `${formatMoney(requested, currency_code)} was requested, but only ${formatMoney(held, currency_code)} is held.`,
  nothing_outstanding: () => "Nothing is outstanding on the order.",
  other_payment_moved: () =>
    "Another payment of the order is being captured or was released a moment ago. It is recorded first.",
  waits_for_other_capture: (money: Money) =>
    `Another hold of this order is captured first, for ${format(money)}. The rest is decided after that.`,
  rest_was_released: (money: Money) =>
    `A hold can be captured once: ${format(money)} was captured, and Stripe released the rest. Request what is still owed with a payment link.`,
  waits_for_pending_payment: (money: Money) =>
    `The bank has not decided about ${format(money)} of this order. What is still owed after that is captured then.`,
  surplus_hold: (money: Money) =>
    `The order is paid in full and no longer needs the hold of ${format(money)}.`,
  nothing_to_capture: () => "Nothing is held that could be captured.",
  nothing_to_release: () => "Nothing is held that could be released.",
  release_requested: () => "The merchant released the hold.",
  released_for_canceled_order: () =>
    "The order was canceled, so the held money is released.",
  released_for_deleted_order: () =>
    "The order was deleted in Medusa, so the held money is released.",
  order_deleted: () =>
    "The order was deleted in Medusa; its money at Stripe is left as it is.",
  authorization_released: () => "The hold was released.",
  authorization_lapsed: () => "The hold lapsed before it was captured.",
  authorization_expired: (money: Money) =>
    `The hold of ${format(money)} has lapsed and can no longer be captured.`,
  authorization_expiring: (money: Money) =>
    `The hold of ${format(money)} lapses soon and has not been captured.`,
  order_not_tagged: ({ display_id }: Order) =>
    `The order's number is written to the payment in Stripe's Dashboard: #${display_id}.`,

  payment_canceled_in_medusa_only: () =>
    "Medusa canceled the payment of an order that is not canceled; the money is at Stripe as before.",
  captured_for_canceled_order: (money: Money) =>
    `The order is canceled, but Stripe has captured ${format(money)}. Refund it in Stripe's Dashboard.`,
  captured_for_deleted_order: (money: Money) =>
    `The order was deleted, but Stripe has captured ${format(money)} since. Refund it in Stripe's Dashboard.`,
  refund_failed_for_canceled_order: (money: Money) =>
    `The order is canceled, but its refund did not go through: you still have ${format(money)}. Refund it in Stripe's Dashboard.`,
  refunded_for_canceled_order: (money: Money) =>
    `The order is canceled, but ${format(money)} was captured, so it is refunded.`,
  captured_without_order: ({ cause }: { cause: string }) =>
    `${cause} The money was captured already: refund it in Stripe's Dashboard.`,

  capture_not_recorded: (money: Money) =>
    `Stripe has captured ${format(money)} that Medusa has not recorded.`,
  refund_not_recorded: (money: Money) =>
    `Stripe has refunded ${format(money)} that Medusa has not recorded.`,
  capture_ahead_of_stripe: (money: Money) =>
    `Medusa records ${format(money)} more as captured than Stripe does; a capture may be in progress.`,
  refund_ahead_of_stripe: (money: Money) =>
    `Medusa records ${format(money)} more as refunded than Stripe does; a refund may be in progress.`,
  capture_missing_at_stripe: (money: Money) =>
    `A capture of ${format(money)} was recorded in Medusa but never reached Stripe.`,
  refund_missing_at_stripe: (money: Money) =>
    `A refund of ${format(money)} is recorded in Medusa, but Stripe has not made it.`,
  refund_made: (money: Money) => `${format(money)} was refunded.`,
  refund_failed: ({
    failure_reason,
    ...money
  }: Money & {
    /** Stripe's code, or null where it gives none. */
    failure_reason: string | null
  }) =>
    `The refund of ${format(money)} failed: ${explainRefundFailure(failure_reason)}. You still have the money; refund it again, or pay it back in another way.`,
  refund_canceled: (money: Money) =>
    `The refund of ${format(money)} was canceled at Stripe.`,
  refund_undecided: (money: Money) =>
    `Stripe shows ${format(money)} that was either refunded or only released. Compare the payment in Stripe's Dashboard.`,
  capture_being_recorded: () => "The capture is being recorded in Medusa.",
  capture_not_marked: () =>
    "Stripe has captured the money, but Medusa was interrupted while recording it.",
  session_not_marked: () =>
    "The payment is authorized, but its session was set back to pending.",

  order_ledger_being_written: () => "The order's ledger is being written.",
  order_transaction_missing: ({
    reference,
    ...money
  }: Money & { reference: "capture" | "refund" }) =>
    `The order's ledger lacks a ${reference} of ${format(money)}.`,
  refund_credit_missing: (money: Money) =>
    `Medusa recorded a refund without its credit line, so the order seemed to owe ${format(money)} again.`,
  order_version_doubled: () =>
    "Medusa recorded two refunds at the same moment and wrote the order twice, so it seemed to have each item two times.",
  refund_credit_unfinished: () =>
    "Medusa did not finish the credit line of a refund, and let nobody edit the order since.",
  refund_credit_blocked: (money: Money) =>
    `In Medusa the order seems to owe ${format(money)} that was refunded. Nothing is requested for it; the refund's credit line is written as soon as the open order edit, exchange, claim, return or transfer is confirmed or canceled.`,
  order_transaction_orphaned: () =>
    "The order's ledger counts a refund that was not made.",
  order_transaction_duplicated: () =>
    "The order's ledger counts the same money twice.",
  order_summary_out_of_sync: () =>
    "The order's summary differs from the sum of its transactions.",
  collection_being_written: () => "The payment's totals are being written.",
  collection_out_of_sync: () =>
    "Medusa's payment status differs from what was captured and refunded.",
  collection_requests_held_money: (money: Money) =>
    `After a change of the order, Medusa requested ${format(money)} once more, which is held already. Only what goes beyond it is to be paid.`,
  collection_shows_ended_hold: () =>
    "The hold has ended, but Medusa still shows the order as authorized.",
  order_paid_in_parts: () =>
    "The order is paid in full by several payments, so this part of it is settled.",
  lookalike_order: ({ display_id }: Order) =>
    `Order #${display_id} may be an unfinished copy of this order, left by an interrupted checkout. If it is, cancel it.`,
}

export interface Money {
  /** Minor units. */
  amount: number
  currency_code: string
}

export interface Order {
  display_id: string
}

const REFUND_FAILURES: Readonly<Record<string, string>> = {
  charge_for_pending_refund_disputed: "the shopper has disputed the payment",
  declined: "the shopper's bank declined it",
  expired_or_canceled_card: "the card has expired or was canceled",
  insufficient_funds: "your Stripe balance does not cover it",
  lost_or_stolen_card: "the card was lost or stolen",
  merchant_request: "it was stopped at your request",
}

/** @see https://docs.stripe.com/refunds#failed-refunds */
function explainRefundFailure(code: string | null): string {
  return REFUND_FAILURES[code ?? ""] ?? "the bank gave no reason"
}

function format({ amount, currency_code }: Money): string {
  return formatMoney(amount, currency_code)
}
