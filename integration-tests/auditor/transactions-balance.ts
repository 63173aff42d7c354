import type {
  MoneyRow,
  OrderRow,
  PaymentRow,
  TransactionRow,
} from "./medusa-rows"
import type { Rule, Snapshot } from "./difference"
import { findByKey } from "./find-by-key"
import { byOrder, ordersOf, ordersPaidByPlugin } from "./payment-relations"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** I7: an order has one transaction per capture and per refund, and no other of either kind. */
export const transactionsBalance: Rule = (snapshot) => [
  ...snapshot.medusa.payments.flatMap((payment) =>
    ordersOf(snapshot, payment).flatMap((order) =>
      compare(snapshot, payment, order)
    )
  ),
  ...findOrphanTransactions(snapshot),
  ...compareSummaries(snapshot),
  ...findContradictions(snapshot),
  ...findUnfinishedRefunds(snapshot),
]

function compare(
  { medusa }: Snapshot,
  payment: PaymentRow,
  order: OrderRow
): string[] {
  const transactions = findByKey(medusa.transactions, byOrder, order.id)
  const rows = [...payment.captures, ...payment.refunds]
  const { currency_code: currency } = payment
  const ids = rows.map(({ id }) => id)
  const balance = sumOfMinorUnits(
    transactions.filter(({ reference_id }) => ids.includes(reference_id ?? "")),
    currency
  )
  const due =
    sumOfMinorUnits(payment.captures, currency) -
    sumOfMinorUnits(payment.refunds, currency)
  return [
    ...rows.flatMap((row) => countTransactions(row, transactions, order)),
    ...(balance === due
      ? []
      : [
          `${order.id}: its transactions for ${payment.id} add up to ${money(balance, currency)}, but captures less refunds are ${money(due, currency)}.`,
        ]),
  ]
}

function countTransactions(
  { id, amount }: MoneyRow,
  transactions: readonly TransactionRow[],
  order: OrderRow
): string[] {
  const { length } = transactions.filter(
    ({ reference_id }) => reference_id === id
  )
  return length === 1
    ? []
    : [
        `${order.id}: ${id} (${amount} ${order.currency_code}) has ${length} transactions.`,
      ]
}

/** Core's capture or refund was deleted, its transaction was not. */
const findOrphanTransactions: Rule = ({ medusa }) => {
  const orders = new Set(ordersPaidByPlugin(medusa).map(({ id }) => id))
  return medusa.transactions
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

/** Core may read either of two newest ones. */
const findContradictions: Rule = ({ medusa }) =>
  ordersPaidByPlugin(medusa)
    .filter(({ owed }) => new Set(owed.map(Number)).size > 1)
    .map(
      ({ id, owed }) =>
        `${id}: its newest summaries disagree about what it owes: ${owed.join(", ")}.`
    )

/** What core leaves of refunds that were made at the same moment. */
const findUnfinishedRefunds: Rule = ({ medusa }) =>
  ordersPaidByPlugin(medusa).flatMap(
    ({ id, open_credit_changes, doubled_items }) => [
      ...open_credit_changes.map(
        (change) => `${id}: the change ${change} for a credit line is open.`
      ),
      ...doubled_items.map((item) => `${id} has ${item} more than once.`),
    ]
  )

/** Medusa reads the order's balance and outstanding amount from there. */
const compareSummaries: Rule = ({ medusa }) =>
  ordersPaidByPlugin(medusa).flatMap(
    ({ id, summary_totals, currency_code }) => {
      const total = sumOfMinorUnits(
        findByKey(medusa.transactions, byOrder, id),
        currency_code
      )
      return summary_totals
        .map((counted) => minorUnits(counted ?? "0", currency_code))
        .filter((counted) => counted !== total)
        .map(
          (counted) =>
            `${id}: its summary counts ${money(counted, currency_code)}, but its transactions add up to ${money(total, currency_code)}.`
        )
    }
  )
