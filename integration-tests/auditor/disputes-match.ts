import type { DisputeRow } from "./medusa-rows"
import type { Rule, Snapshot } from "./difference"
import { findByKey } from "./find-by-key"
import { byId, ownIntents, pluginPaymentOf } from "./payment-relations"
import type { Dispute, Intent } from "./stripe-ledger"
import { minorUnits, money } from "./stripe-minor-units"

/**
 * I16: every dispute, review and early fraud warning of the plugin's payments is in its table
 * as Stripe has it, under its own payment, and was reported as far as it has come. Nothing
 * else is in there.
 */
export const disputesMatch: Rule = (snapshot) => [
  ...snapshot.ledger.disputes.flatMap((dispute) =>
    compareDispute(snapshot, dispute)
  ),
  ...findForeign(snapshot),
]

function compareDispute(snapshot: Snapshot, dispute: Dispute): string[] {
  const intent = ownIntents(snapshot).find(
    ({ id }) => id === dispute.payment_intent_id
  )
  if (!intent) return []
  const [row] = findByKey(snapshot.medusa.disputes, byStripeId, dispute.id)
  return row
    ? compareRow(snapshot, { dispute, intent, row })
    : [
        `${dispute.id} (${dispute.status}) of ${intent.id} is not in the plugin's table.`,
      ]
}

type Pair = {
  readonly dispute: Dispute
  readonly intent: Intent
  readonly row: DisputeRow
}

function compareRow(
  snapshot: Snapshot,
  { dispute, intent, row }: Pair
): string[] {
  const session = pluginPaymentOf(snapshot, intent)?.payment_session_id
  return [
    ...(row.status === dispute.status
      ? []
      : [
          `${dispute.id}: the plugin says ${row.status}, but Stripe says ${dispute.status}.`,
        ]),
    ...(row.payment_session_id === session
      ? []
      : [
          `${dispute.id} is under ${row.payment_session_id}, but its payment is ${session ?? "none"}.`,
        ]),
    ...compareMoney(dispute, row),
    ...compareReport(dispute, row),
  ]
}

function compareMoney(dispute: Dispute, row: DisputeRow): string[] {
  const currency = row.currency_code ?? "eur"
  const amounts = ["amount", "withdrawn", "reinstated"] as const
  return amounts.flatMap((name) => {
    const recorded = minorUnits(row[name] ?? "0", currency)
    const actual = dispute[name] ?? 0
    return recorded === actual
      ? []
      : [
          `${dispute.id}: ${money(recorded, currency)} is recorded as ${name}, but it is ${money(actual, currency)} at Stripe.`,
        ]
  })
}

function compareReport(
  { id, is_open }: Dispute,
  { is_open: isOpen, reported_stage: stage }: DisputeRow
): string[] {
  if (stage === null) return [`${id} was never reported.`]
  const isReportedClosed = stage.startsWith("closed_")
  const isWarning = stage === "fraud_warning"
  return isOpen === is_open && (isWarning || isReportedClosed === !is_open)
    ? []
    : [
        `${id} is ${is_open ? "open" : "closed"} at Stripe, and was reported as ${stage}.`,
      ]
}

const findForeign: Rule = ({ ledger, medusa }) =>
  medusa.disputes
    .filter(
      ({ stripe_id }) => !findByKey(ledger.disputes, byId, stripe_id).length
    )
    .map(
      ({ payment_session_id, stripe_id }) =>
        `${stripe_id} of ${payment_session_id} is unknown at Stripe.`
    )

const byStripeId = ({ stripe_id }: DisputeRow): string[] => [stripe_id]
