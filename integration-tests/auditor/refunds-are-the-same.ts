import { findKeyChanges } from "./asked-again-under-one-key"
import type { PaymentRow } from "./books"
import { collectionsThatMiscount } from "./collections-that-miscount"
import { isClosed } from "./captured-is-received"
import type { Rule, Snapshot } from "./difference"
import { groupBy } from "./group-by"
import type { Refund, Request } from "./ledger"
import {
  bindingOf,
  intentOf,
  ownIntents,
  refundedAtStripe,
} from "./money-trail"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** I6: Medusa and Stripe have given back the same, never more than was taken, nothing twice. */
export const refundsAreTheSame: Rule = (snapshot) => [
  ...snapshot.books.payments
    .filter((payment) => !isClosed(snapshot, payment))
    .flatMap((payment) => comparePayment(snapshot, payment)),
  ...bindingsThatMiscount(snapshot),
  ...collectionsThatMiscount("refunded", ({ refunds }) => refunds)(snapshot),
  ...refundsMadeTwice(snapshot),
  ...findKeyChanges(snapshot.ledger.requests, {
    about: describeRefund,
    sentence: (subject, keys) =>
      `After a lost answer ${subject} was asked for under another key: ${keys.join(", ")}.`,
  }),
]

function comparePayment(snapshot: Snapshot, payment: PaymentRow): string[] {
  const { currency_code: currency } = payment
  const intent = intentOf(snapshot, payment)
  const noted = sumOfMinorUnits(payment.refunds, currency)
  const real = intent ? refundedAtStripe(snapshot, intent) : 0
  const received = intent?.amount_received ?? 0
  return [
    ...(noted === real
      ? []
      : [
          `${payment.id}: ${money(noted, currency)} is refunded in Medusa, but Stripe has given back ${money(real, currency)} (${payment.payment_intent_id ?? "no PaymentIntent"}).`,
        ]),
    ...(real <= received
      ? []
      : [
          `${payment.id}: ${money(real, currency)} was given back, but only ${money(received, currency)} was taken.`,
        ]),
  ]
}

const bindingsThatMiscount: Rule = (snapshot) =>
  ownIntents(snapshot).flatMap((intent) => {
    const binding = bindingOf(snapshot, intent)
    const { currency } = intent
    const noted = minorUnits(binding?.amount_refunded ?? "0", currency)
    const real = refundedAtStripe(snapshot, intent)
    return !binding || noted === real
      ? []
      : `${binding.payment_session_id}: the plugin notes ${money(noted, currency)} as refunded, but at Stripe it is ${money(real, currency)} (${intent.id}).`
  })

/**
 * Each refund by the API says how much had been refunded before it. Two that stand and
 * say the same are one step that was done twice.
 */
const refundsMadeTwice: Rule = ({ ledger }) => {
  const standing = ledger.refunds
    .filter(({ refunded_before }) => refunded_before !== null)
    .filter(({ status }) => status !== "failed" && status !== "canceled")
  const steps = groupBy(standing, stepOf)
  return [...steps.values()]
    .filter((refunds) => refunds.length > 1)
    .map(
      (refunds) =>
        `${refunds[0]?.payment_intent_id ?? ""}: the same refund was made ${refunds.length} times: ${refunds.map(({ id }) => id).join(", ")}.`
    )
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
