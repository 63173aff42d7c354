/**
 * Reasons around requests: who or which rule made them, what became of them, and what
 * the order's status says.
 */
import { formatMoney } from "../money"
import type { Money } from "./money-sentences"
import { sentence } from "./sentence"

export const REQUEST_SENTENCES = {
  requested: ({ actor }: { actor: string | null }) =>
    actor ? `Requested by ${actor}.` : "Requested.",
  bulk_stopped: ({ actor }: { actor: string | null }) =>
    actor
      ? `Stopped by ${actor} before it was carried out.`
      : "Stopped before it was carried out.",
  status_requests_capture: ({ from, to }: { from: string; to: string }) =>
    `The status moved from "${from}" to "${to}".`,
  status_requests_release: ({ to }: { to: string }) =>
    `The status was set to "${to}", which releases the hold.`,
  status_transition_not_allowed: ({
    from,
    to,
    allowed_from,
  }: {
    from: string | null
    to: string
    /** Quoted, separated by commas. */
    allowed_from: string
  }) =>
    `The status moved to "${to}" from ${from === null ? "nothing" : `"${from}"`}; that is allowed only from ${allowed_from}.`,
  status_moved_on: ({ to }: { to: string }) =>
    `The status was moved on to "${to}" before this could be done.`,
  status_near_miss: ({ to, meant }: { to: string; meant: string }) =>
    `Did you mean "${meant}"? The status was set to "${to}", which no rule mentions.`,
  status_not_recorded: ({ from, to }: { from: string | null; to: string }) =>
    `The status reads "${to}", but Medusa has no record of that change; the last status on record is ${from === null ? "none" : `"${from}"`}. So nothing was done. Save the status again.`,
  rule_added_later: () =>
    "The rule was added after this, so it does not apply. Move the order on again, or capture on its card.",
  order_state_requests_capture: ({ state }: { state: string }) =>
    `The order is ${state}.`,
  deadline_near: () => "The hold lapses soon.",
  no_longer_needed: ({ cause }: { cause: string }) =>
    `No longer needed. ${cause}`,
  external_error: ({
    message,
  }: {
    message: string
    /** The code that came with the message, ours or Stripe's. */
    error_code: string | null
  }) => sentence(message),

  money_held: () => "The money is held and can be captured.",
  money_captured: () => "The money was captured.",
  money_captured_in_part: () =>
    "A part of the order's total was captured; the rest is still to be paid.",
  capture_failed: () => "The capture failed.",
  money_released: () => "The hold was released; no money was captured.",
  money_lapsed: () =>
    "The hold lapsed before it was captured; request the money again with a payment link.",
  money_refunded: () => "All of the captured money was refunded.",
  money_pending: () =>
    "The customer has confirmed the payment, and the bank has not decided yet. That takes up to 14 days.",
  money_refused: ({ message }: { message: string }) =>
    `${sentence(`The bank refused the payment: ${message}`)} The order is kept: request the money again with a payment link, or cancel the order.`,
  payment_canceled_before_bank_decided: () =>
    "The payment was canceled at Stripe before the bank decided. The order is kept: request the money again with a payment link, or cancel the order.",
  capture_waits_for_bank: () =>
    "Nothing can be captured until the bank has decided, and nothing has to be: what it pays is captured by itself.",
  not_releasable_while_pending: () =>
    "The bank is deciding about the payment, and Stripe cannot stop that. Nothing is held that could be released.",
  pending_for_canceled_order: () =>
    "The order was canceled while the bank was deciding. If the bank pays all the same, the money is to be refunded.",
  newer_status_kept: ({
    cause,
    order_status,
  }: {
    cause: string
    order_status: string
  }) =>
    `${cause} The order was moved on to "${order_status}" meanwhile; its newer status stays.`,

  payment_link_created: ({ amount, currency_code }: Money) =>
    `A payment link requests ${formatMoney(amount, currency_code)}.`,
  payment_link_email_requested: ({ amount, currency_code }: Money) =>
    `The payment link for ${formatMoney(amount, currency_code)} is to be sent to the customer by e-mail.`,
  payment_link_reminder: ({ amount, currency_code }: Money) =>
    `The customer is to be reminded of the payment link for ${formatMoney(amount, currency_code)}.`,
  saved_card_charged: () =>
    "The customer's saved card was charged, as they had agreed.",
  saved_card_declined: ({ message }: { message: string }) =>
    sentence(
      `The customer's saved card was not charged, and no money is held; the payment link requests it instead: ${message}`
    ),

  synchronization_busy: () =>
    "Another worker is synchronizing this payment and will run once more.",
  event_dead: ({ event_id }: { event_id: string }) =>
    `Stripe's event ${event_id} failed too often. Fix the cause, then resend it from Stripe's Dashboard or replay it.`,
  event_type_ignored: () => "The plugin does not act on events of this type.",
  event_without_payment: () =>
    "The event is about no payment of this store and account.",
  event_repeats_refund: () => "The event says nothing new about the refund.",
  event_repeats_payment: () => "The event says nothing new about the payment.",
  event_missed: ({
    actions,
  }: {
    /** Kinds of decisions, separated by commas. */
    actions: string
  }) =>
    `No event arrived, so the sweep did it: ${actions.replaceAll("_", " ")}.`,
  webhooks_silent: () =>
    "Stripe sends no webhooks: the last events were only found by runs. Check the webhook endpoint in Stripe's Dashboard; until then orders wait for the shopper's return or the next run.",
  unrecognized_reason: ({ reason_code }: { reason_code: string }) =>
    `This version does not know the reason "${reason_code}".`,
}
