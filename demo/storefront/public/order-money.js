/** An order's money over all of its payments. Medusa computes all amounts. */
import { money } from "./page.js"

export function formatterOf({ currency_code: currency }) {
  return (amount) => money(amount, currency)
}

export function orderMoney(order) {
  const sum = (name) =>
    (order.payment_collections ?? []).reduce(
      (total, collection) => total + Number(collection[name] ?? 0),
      0
    )
  return {
    // A refund becomes credit, which Medusa subtracts from the total.
    total: order.total + (order.credit_line_total ?? 0),
    captured: sum("captured_amount"),
    refunded: sum("refunded_amount"),
    owed: Math.max(0, order.summary?.pending_difference ?? 0),
  }
}
