import type { MoneyRow, OrderRow, PaymentRow, TransactionRow } from "./books"
import type { Rule, Snapshot } from "./difference"
import { ordersOf } from "./money-trail"
import { money, sumOfMinorUnits } from "./stripe-minor-units"

/** I7: the order's books hold each capture and each refund once, and nothing beside them. */
export const transactionsBalance: Rule = (snapshot) => [
  ...snapshot.books.payments.flatMap((payment) =>
    ordersOf(snapshot, payment).flatMap((order) =>
      compare(snapshot, payment, order)
    )
  ),
  ...transactionsOfNothing(snapshot),
]

function compare(
  { books }: Snapshot,
  payment: PaymentRow,
  order: OrderRow
): string[] {
  const booked = books.transactions.filter(
    ({ order_id }) => order_id === order.id
  )
  const rows = [...payment.captures, ...payment.refunds]
  const { currency_code: currency } = payment
  const ids = rows.map(({ id }) => id)
  const balance = sumOfMinorUnits(
    booked.filter(({ reference_id }) => ids.includes(reference_id ?? "")),
    currency
  )
  const due =
    sumOfMinorUnits(payment.captures, currency) -
    sumOfMinorUnits(payment.refunds, currency)
  return [
    ...rows.flatMap((row) => countBookings(row, booked, order)),
    ...(balance === due
      ? []
      : [
          `${order.id}: its transactions for ${payment.id} sum up to ${money(balance, currency)}, but ${money(due, currency)} was captured less refunded.`,
        ]),
  ]
}

function countBookings(
  { id, amount }: MoneyRow,
  booked: readonly TransactionRow[],
  order: OrderRow
): string[] {
  const { length } = booked.filter(({ reference_id }) => reference_id === id)
  return length === 1
    ? []
    : [
        `${order.id}: ${id} (${amount} ${order.currency_code}) stands ${length} times in its transactions.`,
      ]
}

/** Core's row was taken back, its transaction was not. */
const transactionsOfNothing: Rule = ({ books }) => {
  const own = new Set(books.payments.map(({ collection_id }) => collection_id))
  const orders = new Set(
    books.orders
      .filter(({ collection_ids }) => collection_ids.some((id) => own.has(id)))
      .map(({ id }) => id)
  )
  return books.transactions
    .filter(({ order_id }) => orders.has(order_id))
    .filter(
      ({ reference }) => reference === "capture" || reference === "refund"
    )
    .filter(({ has_reference }) => !has_reference)
    .map(
      ({ id, order_id, amount, reference, reference_id }) =>
        `${order_id}: the transaction ${id} of ${amount} is for a ${reference ?? ""} that does not exist (${reference_id ?? "none"}).`
    )
}
