import type { PaymentRow } from "./books"
import { collectionsThatMiscount } from "./collections-that-miscount"
import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./ledger"
import { bindingOf, intentOf, ordersOf, ownIntents } from "./money-trail"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** I4: what Medusa has captured is what Stripe has received, in every place that says so. */
export const capturedIsReceived: Rule = (snapshot) => [
  ...snapshot.books.payments
    .filter((payment) => !isClosed(snapshot, payment))
    .flatMap((payment) => comparePayment(snapshot, payment) ?? []),
  ...ownIntents(snapshot).flatMap((intent) => compareBinding(snapshot, intent)),
  ...collectionsThatMiscount("captured", ({ captures }) => captures)(snapshot),
]

/** Core lets nobody write to the canceled payment of a canceled order; I2 watches its money. */
export function isClosed(snapshot: Snapshot, payment: PaymentRow): boolean {
  const isUntouched = !payment.captures.length && !payment.refunds.length
  const orders = ordersOf(snapshot, payment)
  return (
    payment.is_canceled &&
    isUntouched &&
    orders.every(({ status }) => status === "canceled")
  )
}

function comparePayment(
  snapshot: Snapshot,
  payment: PaymentRow
): string | null {
  const { currency_code: currency } = payment
  const captured = sumOfMinorUnits(payment.captures, currency)
  const received = intentOf(snapshot, payment)?.amount_received ?? 0
  return captured === received
    ? null
    : `${payment.id}: ${money(captured, currency)} is captured in Medusa, but Stripe has received ${money(received, currency)} (${payment.payment_intent_id ?? "no PaymentIntent"}).`
}

/** The plugin remembers what Stripe said last, and shows it in the admin. */
function compareBinding(snapshot: Snapshot, intent: Intent): string[] {
  const binding = bindingOf(snapshot, intent)
  if (!binding) return []
  const { currency } = intent
  const pairs: [string, string, number][] = [
    ["held", binding.amount_capturable, intent.amount_capturable],
    ["captured", binding.amount_captured, intent.amount_received],
  ]
  return pairs
    .filter(([, noted, real]) => minorUnits(noted, currency) !== real)
    .map(
      ([what, noted, real]) =>
        `${binding.payment_session_id}: the plugin notes ${money(minorUnits(noted, currency), currency)} as ${what}, but at Stripe it is ${money(real, currency)} (${intent.id}).`
    )
}
