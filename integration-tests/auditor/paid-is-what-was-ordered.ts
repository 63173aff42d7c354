import type { PaymentRow } from "./books"
import type { Rule, Snapshot } from "./difference"
import type { Intent } from "./ledger"
import { lookUp } from "./look-up"
import { byId, intentOf, ordersOf, pagesOf } from "./money-trail"
import { minorUnits, money } from "./stripe-minor-units"

/** I10: the shopper authorized exactly what the order cost when it was placed. */
export const paidIsWhatWasOrdered: Rule = (snapshot) =>
  snapshot.books.payments.flatMap((payment) => {
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
  const { currency } = intent
  return [
    { whose: payment.id, minor: minorUnits(payment.amount, currency) },
    ...sessionAmounts(snapshot, payment),
    ...orderTotals(snapshot, payment),
    ...pageTotals(snapshot, intent),
  ]
    .filter(({ minor }) => minor !== intent.amount)
    .map(
      ({ whose, minor }) =>
        `${whose} is about ${money(minor, currency)}, but ${intent.id} was authorized for ${money(intent.amount, currency)}.`
    )
}

function sessionAmounts({ books }: Snapshot, payment: PaymentRow): Amount[] {
  return lookUp(books.sessions, byId, payment.session_id).map(
    ({ id, amount, currency_code }) => ({
      whose: id,
      minor: minorUnits(amount, currency_code),
    })
  )
}

/** An order's first payment covers its total; what it owes later has no cart. */
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

function pageTotals({ ledger }: Snapshot, intent: Intent): Amount[] {
  return pagesOf(ledger, intent).map(({ id, amount_total }) => ({
    whose: id,
    minor: amount_total ?? 0,
  }))
}
