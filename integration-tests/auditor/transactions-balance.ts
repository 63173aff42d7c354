import type { MoneyRow, OrderRow, PaymentRow, TransactionRow } from "./books"
import type { Rule, Snapshot } from "./difference"
import { lookUp } from "./look-up"
import { byOrder, ordersOf, ordersPaidByUs } from "./money-trail"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** I7: the order's books hold each capture and each refund once, and nothing beside them. */
export const transactionsBalance: Rule = (snapshot) => [
  ...snapshot.books.payments.flatMap((payment) =>
    ordersOf(snapshot, payment).flatMap((order) =>
      compare(snapshot, payment, order)
    )
  ),
  ...transactionsOfNothing(snapshot),
  ...summariesThatMiscount(snapshot),
]

function compare(
  { books }: Snapshot,
  payment: PaymentRow,
  order: OrderRow
): string[] {
  const booked = lookUp(books.transactions, byOrder, order.id)
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
  const orders = new Set(ordersPaidByUs(books).map(({ id }) => id))
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

/** The order's balance, and what it still owes, are read there. */
const summariesThatMiscount: Rule = ({ books }) =>
  ordersPaidByUs(books).flatMap(({ id, summary_totals, currency_code }) => {
    const booked = sumOfMinorUnits(
      lookUp(books.transactions, byOrder, id),
      currency_code
    )
    return summary_totals
      .map((total) => minorUnits(total ?? "0", currency_code))
      .filter((counted) => counted !== booked)
      .map(
        (counted) =>
          `${id}: its summary counts ${money(counted, currency_code)}, its transactions ${money(booked, currency_code)}.`
      )
  })
