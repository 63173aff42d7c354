import type { PaymentRow } from "./books"
import type { Rule, Snapshot } from "./difference"
import { type KeysOf, lookUp } from "./look-up"
import { intentOf } from "./money-trail"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** I13: at rest nobody is at work, nothing is overdue, and no row waits for its other half. */
export const nothingHalfDone: Rule = (snapshot) => [
  ...snapshot.books.payments.flatMap(
    (payment) => findUnfinishedCapture(snapshot, payment) ?? []
  ),
  ...sessionsWrittenBack(snapshot),
  ...looksLeftBehind(snapshot),
  ...runsLeftBehind(snapshot),
]

/** Core writes the capture's row before the money moves, and the mark after it. */
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
    return `${id}: a capture of ${money(captured, currency)} stands in Medusa, but Stripe was never charged; it blocks every other.`
  }
  return isWhole && !payment.is_marked_captured
    ? `${id}: all of it, ${money(captured, currency)}, is captured, but the payment is not marked so.`
    : null
}

const bySessionPaid: KeysOf<PaymentRow> = ({ session_id }) => [session_id]

const sessionsWrittenBack: Rule = ({ books }) =>
  books.sessions
    .filter(({ status }) => status === "pending")
    .filter(({ id }) => lookUp(books.payments, bySessionPaid, id).length > 0)
    .map(({ id }) => `${id} is pending, although it has become a payment.`)

const looksLeftBehind: Rule = ({ books }) =>
  books.bindings.flatMap(
    ({ payment_session_id, lease_owner, is_lease_over, is_look_overdue }) => [
      ...(lease_owner !== null && is_lease_over
        ? [
            `${payment_session_id}: ${lease_owner} died looking at it, and nobody has taken over.`,
          ]
        : []),
      ...(is_look_overdue
        ? [`${payment_session_id} should have been looked at a while ago.`]
        : []),
    ]
  )

const runsLeftBehind: Rule = ({ books }) =>
  books.runs
    .filter(
      ({ status, is_lease_over }) => status === "running" && is_lease_over
    )
    .map(({ id }) => `The sweep ${id} died, and nobody has gone on with it.`)
