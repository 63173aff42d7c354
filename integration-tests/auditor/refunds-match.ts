import { findChangedIdempotencyKeys } from "./changed-idempotency-keys"
import type { PaymentRow } from "./medusa-rows"
import { compareCollectionTotals } from "./collection-totals"
import { isClosed } from "./captures-match"
import type { Rule, Snapshot } from "./difference"
import { groupBy } from "./group-by"
import type { Refund, Request } from "./stripe-ledger"
import {
  pluginPaymentOf,
  intentOf,
  ownIntents,
  refundedAtStripe,
} from "./payment-relations"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** I6: Medusa and Stripe have refunded the same, no more than was captured, and nothing twice. */
export const refundsMatch: Rule = (snapshot) => [
  ...snapshot.medusa.payments
    .filter((payment) => !isClosed(snapshot, payment))
    .flatMap((payment) => comparePayment(snapshot, payment)),
  ...comparePluginPayments(snapshot),
  ...compareCollectionTotals("refunded", ({ refunds }) => refunds)(snapshot),
  ...findDuplicateRefunds(snapshot),
  ...findChangedIdempotencyKeys(snapshot.ledger.requests, {
    about: describeRefund,
    sentence: (subject, keys) =>
      `After a lost response ${subject} was retried under another key: ${keys.join(", ")}.`,
  }),
]

function comparePayment(snapshot: Snapshot, payment: PaymentRow): string[] {
  const { currency_code: currency } = payment
  const intent = intentOf(snapshot, payment)
  const recorded = sumOfMinorUnits(payment.refunds, currency)
  const actual = intent ? refundedAtStripe(snapshot, intent) : 0
  const received = intent?.amount_received ?? 0
  return [
    ...(recorded === actual
      ? []
      : [
          `${payment.id}: ${money(recorded, currency)} is refunded in Medusa, but Stripe has refunded ${money(actual, currency)} (${payment.payment_intent_id ?? "no PaymentIntent"}).`,
        ]),
    ...(actual <= received
      ? []
      : [
          `${payment.id}: ${money(actual, currency)} was refunded, but only ${money(received, currency)} was captured.`,
        ]),
  ]
}

const comparePluginPayments: Rule = (snapshot) =>
  ownIntents(snapshot).flatMap((intent) => {
    const pluginPayment = pluginPaymentOf(snapshot, intent)
    const { currency } = intent
    const recorded = minorUnits(pluginPayment?.amount_refunded ?? "0", currency)
    const actual = refundedAtStripe(snapshot, intent)
    return !pluginPayment || recorded === actual
      ? []
      : `${pluginPayment.payment_session_id}: the plugin recorded ${money(recorded, currency)} as refunded, but Stripe says ${money(actual, currency)} (${intent.id}).`
  })

/**
 * The metadata of each refund by the API says how much had been refunded before it. Two
 * effective refunds with the same value are one refund that was made twice, unless
 * somebody requested both in Medusa: a refund before them counted, and then failed.
 */
const findDuplicateRefunds: Rule = ({ ledger, medusa }) => {
  const effective = ledger.refunds
    .filter(({ refunded_before }) => refunded_before !== null)
    .filter(({ status }) => status !== "failed" && status !== "canceled")
  const steps = groupBy(effective, stepOf)
  return [...steps.values()]
    .filter((refunds) => refunds.length > countRequested(medusa, refunds[0]))
    .map(
      (refunds) =>
        `${refunds[0]?.payment_intent_id ?? ""}: the same refund was made ${refunds.length} times: ${refunds.map(({ id }) => id).join(", ")}.`
    )
}

/** The refunds of the same amount that people made in Medusa; at least the one at Stripe. */
function countRequested(
  { payments }: Snapshot["medusa"],
  refund: Refund | undefined
): number {
  const requested = payments
    .filter(
      ({ payment_intent_id }) => payment_intent_id === refund?.payment_intent_id
    )
    .flatMap(({ currency_code, refunds }) =>
      refunds.filter(
        ({ amount, created_by }) =>
          created_by !== "stripe-checkout" &&
          minorUnits(amount, currency_code) === refund?.amount
      )
    )
  return Math.max(1, requested.length)
}

function stepOf({
  payment_intent_id,
  refunded_before,
  amount,
}: Refund): string {
  return `${payment_intent_id} ${refunded_before ?? ""} ${amount}`
}

function describeRefund({ method, path, params }: Request): string | null {
  if (method !== "POST" || path !== "/v1/refunds") return null
  const { payment_intent, amount, metadata } = params
  return `the refund ${JSON.stringify({ payment_intent, amount, metadata })}`
}
