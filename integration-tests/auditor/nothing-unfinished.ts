import type { PaymentRow } from "./medusa-rows"
import type { Rule, Snapshot } from "./difference"
import { type KeysOf, findByKey } from "./find-by-key"
import { intentOf } from "./payment-relations"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** I13: while the shop is idle no lease has expired, nothing is overdue, and no write is half done. */
export const nothingUnfinished: Rule = (snapshot) => [
  ...snapshot.medusa.payments.flatMap(
    (payment) => findUnfinishedCapture(snapshot, payment) ?? []
  ),
  ...findRevertedSessions(snapshot),
  ...findAbandonedPayments(snapshot),
  ...findAbandonedRuns(snapshot),
]

/** Core writes the capture's row before the money moves, and `captured_at` after it. */
function findUnfinishedCapture(
  snapshot: Snapshot,
  payment: PaymentRow
): string | null {
  const { currency_code: currency, id } = payment
  const captured = sumOfMinorUnits(payment.captures, currency)
  const isWhole =
    captured > 0 && captured >= minorUnits(payment.amount, currency)
  const received = intentOf(snapshot, payment)?.amount_received ?? 0
  if (isWhole && received === 0) {
    return `${id}: Medusa has a capture of ${money(captured, currency)}, but nothing was captured at Stripe; it blocks every other capture.`
  }
  return isWhole && !payment.is_marked_captured
    ? `${id}: the full ${money(captured, currency)} is captured, but the payment is not marked captured.`
    : null
}

const bySessionPaid: KeysOf<PaymentRow> = ({ session_id }) => [session_id]

const findRevertedSessions: Rule = ({ medusa }) =>
  medusa.sessions
    .filter(({ status }) => status === "pending")
    .filter(
      ({ id }) => findByKey(medusa.payments, bySessionPaid, id).length > 0
    )
    .map(({ id }) => `${id} is pending, although it has a payment.`)

const findAbandonedPayments: Rule = ({ medusa }) =>
  medusa.pluginPayments.flatMap(
    ({
      payment_session_id,
      lease_owner,
      is_lease_expired,
      is_sync_overdue,
    }) => [
      ...(lease_owner !== null && is_lease_expired
        ? [
            `${payment_session_id}: the lease of ${lease_owner} expired, and nobody has taken over.`,
          ]
        : []),
      ...(is_sync_overdue
        ? [`${payment_session_id}: its next synchronization is overdue.`]
        : []),
    ]
  )

const findAbandonedRuns: Rule = ({ medusa }) =>
  medusa.runs
    .filter(
      ({ status, is_lease_expired }) => status === "running" && is_lease_expired
    )
    .map(
      ({ id }) => `The sweep ${id} was interrupted, and nobody has resumed it.`
    )
