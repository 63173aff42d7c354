/**
 * Reasons around disputes, reviews and early fraud warnings. What they say of money is what
 * Stripe's balance shows, not what a status promises.
 */
import { formatMoney } from "../money"
import type { Money } from "./money-sentences"

export interface DisputeMoney extends Money {
  stripe_id: string
  /** Stripe's code. */
  dispute_reason: string
  /** An ISO date; null where no answer is possible any more. */
  due_by: string | null
  /** Minor units of the balance's currency, as are the next two. */
  withdrawn: number
  reinstated: number
  fees: number
  balance_currency_code: string
}

export const DISPUTE_SENTENCES = {
  inquiry_opened: (dispute: DisputeMoney) =>
    `The shopper's bank asks about ${moneyOf(dispute)} (${wordsOf(dispute.dispute_reason)}). No money was withdrawn.${answerBy(dispute)}`,
  dispute_opened: (dispute: DisputeMoney) =>
    `The shopper's bank disputes ${moneyOf(dispute)} (${wordsOf(dispute.dispute_reason)}).${withdrawal(dispute)}${answerBy(dispute)}`,
  dispute_appealed: (dispute: DisputeMoney) =>
    `The lost dispute about ${moneyOf(dispute)} can be appealed, or is being appealed.${answerBy(dispute)}`,
  dispute_won: (dispute: DisputeMoney) =>
    `The dispute about ${moneyOf(dispute)} was won.${reinstatement(dispute)}${fee(dispute)}`,
  dispute_partly_won: (dispute: DisputeMoney) =>
    `The dispute about ${moneyOf(dispute)} was won in part: ${balance(dispute, dispute.reinstated)} of ${balance(dispute, dispute.withdrawn)} is back in your Stripe balance, and the shopper keeps the rest.${fee(dispute)}`,
  dispute_lost: (dispute: DisputeMoney) =>
    `The dispute was lost: the shopper keeps ${moneyOf(dispute)}.${fee(dispute)}`,
  inquiry_closed: (dispute: DisputeMoney) =>
    `The bank's inquiry about ${moneyOf(dispute)} was closed without a dispute. No money was withdrawn.`,
  dispute_prevented: (dispute: DisputeMoney) =>
    `The dispute about ${moneyOf(dispute)} was settled before it became a chargeback.${
      dispute.withdrawn > dispute.reinstated
        ? ` ${balance(dispute, dispute.withdrawn - dispute.reinstated)} was withdrawn from your Stripe balance for it.`
        : ""
    }${fee(dispute)}`,
  review_opened: ({
    opened_reason,
  }: {
    stripe_id: string
    /** Stripe's code. */
    opened_reason: string
  }) =>
    `Stripe put the payment into review (${opened_reason === "rule" ? "by a rule of Radar" : wordsOf(opened_reason)}). Approve it, or release or refund the money.`,
  review_closed: ({
    closed_reason,
  }: {
    stripe_id: string
    /** Stripe's code. */
    closed_reason: string
  }) => `The review of the payment was closed: ${wordsOf(closed_reason)}.`,
  fraud_warning: ({
    fraud_type,
  }: {
    stripe_id: string
    /** Stripe's code. */
    fraud_type: string
  }) =>
    `The card's issuer suspects fraud (${wordsOf(fraud_type)}). No money has moved for it. A hold can still be released, and a full refund prevents a dispute.`,
  fraud_warning_released: (money: Money) =>
    `The card's issuer suspects fraud, so the hold of ${moneyOf(money)} is released.`,
  fraud_warning_refunded: (money: Money) =>
    `The card's issuer suspects fraud, so ${moneyOf(money)} is refunded.`,
  fraud_warning_refund_failed: (money: Money) =>
    `The card's issuer suspects fraud, but the refund of ${moneyOf(money)} did not go through. Refund it in Stripe's Dashboard.`,
  waits_for_review: () =>
    "The payment is in review at Stripe. It is captured once the review is approved; to capture nothing, release the hold.",
}

function moneyOf({ amount, currency_code }: Money): string {
  return formatMoney(amount, currency_code)
}

function balance(
  { balance_currency_code }: DisputeMoney,
  minor: number
): string {
  return formatMoney(minor, balance_currency_code)
}

/** "product_not_received" -> "product not received" */
function wordsOf(code: string): string {
  return code.replaceAll("_", " ")
}

function withdrawal(dispute: DisputeMoney): string {
  if (dispute.withdrawn === 0) {
    return ""
  }
  const charged =
    dispute.fees > 0
      ? `, and charged a fee of ${balance(dispute, dispute.fees)}`
      : ""
  return ` Stripe has withdrawn ${balance(dispute, dispute.withdrawn)} from your balance${charged}.`
}

function reinstatement(dispute: DisputeMoney): string {
  return dispute.reinstated > 0
    ? ` ${balance(dispute, dispute.reinstated)} is back in your Stripe balance.`
    : dispute.withdrawn > 0
      ? " Stripe has not returned the money yet."
      : ""
}

function fee(dispute: DisputeMoney): string {
  return dispute.fees > 0
    ? ` The fee of ${balance(dispute, dispute.fees)} is not returned.`
    : ""
}

const DATE_LENGTH = 10

function answerBy({ due_by }: DisputeMoney): string {
  return due_by === null
    ? ""
    : ` Answer in Stripe's Dashboard by ${due_by.slice(0, DATE_LENGTH)}.`
}
