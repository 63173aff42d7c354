/**
 * Which of Stripe's Refunds returned money to the shopper, and which only record that a
 * part of a hold was released.
 *
 * Stripe may show the uncaptured rest of a partial capture, or a released hold, as a
 * refund. A release moves no money, so it has no balance transaction: that tells it from
 * a refund that happens to have the same amount.
 */
import type Stripe from "stripe"

type CapturedAmounts = Pick<Stripe.PaymentIntent, "amount" | "amount_received">

/** Minor units. */
export interface SortedRefunds {
  /** Those that a merchant requested, whatever became of them; oldest first. */
  readonly refunds: readonly Stripe.Refund[]
  /** What they returned or are returning. */
  readonly refunded: number
  /** What may be a release as well as a refund; not part of `refunded`. */
  readonly undecided: number
}

export function sortOutRefunds(
  intent: CapturedAmounts,
  all: readonly Stripe.Refund[]
): SortedRefunds {
  if (intent.amount_received === 0) {
    return { refunds: [], refunded: 0, undecided: 0 }
  }
  const released = intent.amount - intent.amount_received
  // Stripe lists the newest first, and counts whole seconds.
  const oldestFirst = [...all].reverse().sort((a, b) => a.created - b.created)
  const withoutMoney = oldestFirst.filter((refund) =>
    mayBeRelease(refund, released)
  )
  const refunds = oldestFirst.filter(
    (refund) =>
      !withoutMoney.includes(refund) &&
      refund.reason !== "expired_uncaptured_charge"
  )
  return {
    refunds,
    refunded: sum(refunds.filter(isEffectiveRefund)),
    undecided: readUndecided(withoutMoney, released),
  }
}

/** Whether it returns money to the shopper, or will. */
export function isEffectiveRefund(refund: Stripe.Refund): boolean {
  return refund.status !== "failed" && refund.status !== "canceled"
}

/** Made through Medusa, by this plugin. */
export function isOurRefund({ metadata }: Stripe.Refund): boolean {
  return metadata?.["refunded_before"] !== undefined
}

/** A refund that waits for the balance or for the shopper moves no money either, yet. */
function mayBeRelease(refund: Stripe.Refund, released: number): boolean {
  return (
    released > 0 &&
    refund.amount <= released &&
    refund.status === "succeeded" &&
    refund.balance_transaction === null &&
    refund.reason === null &&
    !isOurRefund(refund)
  )
}

/** One release, or several, make up exactly what was not captured. */
function readUndecided(
  candidates: readonly Stripe.Refund[],
  released: number
): number {
  const total = sum(candidates)
  if (total === released) {
    return 0
  }
  return candidates.some(({ amount }) => amount === released)
    ? total - released
    : total
}

function sum(refunds: readonly Stripe.Refund[]): number {
  return refunds.reduce((total, { amount }) => total + amount, 0)
}
