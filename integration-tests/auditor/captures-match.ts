import type { PaymentRow } from "./medusa-rows"
import { compareCollectionTotals } from "./collection-totals"
import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./stripe-ledger"
import {
  pluginPaymentOf,
  intentOf,
  ordersOf,
  ownIntents,
} from "./payment-relations"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** I4: every captured amount that Medusa stores equals what Stripe has received. */
export const capturesMatch: Rule = (snapshot) => [
  ...snapshot.medusa.payments
    .filter((payment) => !isClosed(snapshot, payment))
    .flatMap((payment) => comparePayment(snapshot, payment) ?? []),
  ...ownIntents(snapshot).flatMap((intent) =>
    comparePluginPayment(snapshot, intent)
  ),
  ...compareCollectionTotals("captured", ({ captures }) => captures)(snapshot),
]

/** Core refuses to change the canceled payment of a canceled order; I2 checks its money. */
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

/** The plugin stores what Stripe said last, and shows it in the admin. */
function comparePluginPayment(snapshot: Snapshot, intent: Intent): string[] {
  const pluginPayment = pluginPaymentOf(snapshot, intent)
  if (!pluginPayment) return []
  const { currency } = intent
  const pairs: [string, string, number][] = [
    ["held", pluginPayment.amount_capturable, intent.amount_capturable],
    ["captured", pluginPayment.amount_captured, intent.amount_received],
  ]
  return pairs
    .filter(([, recorded, actual]) => minorUnits(recorded, currency) !== actual)
    .map(
      ([what, recorded, actual]) =>
        `${pluginPayment.payment_session_id}: the plugin recorded ${money(minorUnits(recorded, currency), currency)} as ${what}, but Stripe says ${money(actual, currency)} (${intent.id}).`
    )
}
