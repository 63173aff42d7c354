/** An order's money over all of its payments. Medusa computes all amounts. */
import { money } from "./page.js"

export function formatterOf({ currency_code: currency }) {
  return (amount) => money(amount, currency)
}

export function orderMoney(order) {
  const collections = order.payment_collections ?? []
  const sum = (name, chosen = collections) =>
    chosen.reduce(
      (total, collection) => total + Number(collection[name] ?? 0),
      0
    )
  const held = collections.filter(({ status }) => status === "authorized")
  return {
    // A refund becomes credit, which Medusa subtracts from the total.
    total: order.total + (order.credit_line_total ?? 0),
    held: sum("authorized_amount", held),
    captured: sum("captured_amount"),
    refunded: sum("refunded_amount"),
  }
}
