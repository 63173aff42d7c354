import type { PaymentRow } from "./medusa-rows"
import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./stripe-ledger"
import { findByKey } from "./find-by-key"
import {
  byId,
  intentOf,
  ordersOf,
  checkoutSessionsOf,
} from "./payment-relations"
import { minorUnits, money } from "./stripe-minor-units"

/** I10: the shopper authorized exactly the order's total at placement. */
export const paidAmountMatchesOrder: Rule = (snapshot) =>
  snapshot.medusa.payments.flatMap((payment) => {
    const intent = intentOf(snapshot, payment)
    return intent
      ? [
          ...compareCurrency(payment, intent),
          ...compareAmounts(snapshot, payment, intent),
        ]
      : []
  })

function compareCurrency(payment: PaymentRow, intent: Intent): string[] {
  return payment.currency_code.toLowerCase() === intent.currency.toLowerCase()
    ? []
    : [
        `${payment.id} is in ${payment.currency_code}, but ${intent.id} was paid in ${intent.currency}.`,
      ]
}

type Amount = { readonly whose: string; readonly minor: number }

function compareAmounts(
  snapshot: Snapshot,
  payment: PaymentRow,
  intent: Intent
): string[] {
  const { currency, incremented_by = 0 } = intent
  const authorized = intent.amount - incremented_by
  return [
    { whose: payment.id, minor: authorizedAmount(payment, intent) },
    ...sessionAmounts(snapshot, payment),
    ...orderTotals(snapshot, payment),
    ...checkoutSessionTotals(snapshot, intent),
  ]
    .filter(({ minor }) => minor !== authorized)
    .map(
      ({ whose, minor }) =>
        `${whose} is for ${money(minor, currency)}, but ${intent.id} was authorized for ${money(authorized, currency)}.`
    )
}

/** Core lets no capture exceed its payment, so one that takes more has raised it. */
function authorizedAmount(payment: PaymentRow, intent: Intent): number {
  const amount = minorUnits(payment.amount, intent.currency)
  const authorized = intent.amount - (intent.incremented_by ?? 0)
  const isRaised =
    intent.amount_received > authorized && amount === intent.amount_received
  return isRaised ? authorized : amount
}

function sessionAmounts({ medusa }: Snapshot, payment: PaymentRow): Amount[] {
  return findByKey(medusa.sessions, byId, payment.session_id).map(
    ({ id, amount, currency_code }) => ({
      whose: id,
      minor: minorUnits(amount, currency_code),
    })
  )
}

/** An order's first payment covers its total; a later payment of an outstanding amount has no cart. */
function orderTotals(snapshot: Snapshot, payment: PaymentRow): Amount[] {
  return ordersOf(snapshot, payment)
    .filter(({ cart_ids }) =>
      cart_ids.some((id) => payment.cart_ids.includes(id))
    )
    .flatMap(({ id, total_at_placement, currency_code }) =>
      total_at_placement === null
        ? []
        : { whose: id, minor: minorUnits(total_at_placement, currency_code) }
    )
}

function checkoutSessionTotals({ ledger }: Snapshot, intent: Intent): Amount[] {
  return checkoutSessionsOf(ledger, intent).map(({ id, amount_total }) => ({
    whose: id,
    minor: amount_total ?? 0,
  }))
}
