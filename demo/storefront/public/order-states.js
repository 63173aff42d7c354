/** The state of the payment and of the delivery, in words. */
import { money } from "./page.js"

/** A title and a sentence. */
export function paymentStatus(order) {
  const format = (amount) => money(amount ?? 0, order.currency_code)
  const [collection = {}] = order.payment_collections ?? []
  const total = format(order.total)
  const captured = format(collection.captured_amount)
  const refunded = format(collection.refunded_amount)
  const words = {
    authorized: [
      "Payment approved",
      `${total} is held and will be charged when your order is ready.`,
    ],
    captured: ["Paid", `${captured} was charged.`],
    partially_captured: ["Partly paid", `${captured} was charged.`],
    partially_refunded: [
      "Partly refunded",
      `${refunded} of the ${captured} that you paid is on its way back to you.`,
    ],
    refunded: ["Refunded", `${refunded} is on its way back to you.`],
    canceled: ["Canceled", "Nothing was charged, and the hold was released."],
  }
  return (
    words[order.payment_status] ?? [
      "Order received",
      "The payment is being checked.",
    ]
  )
}

export function deliveryStatus({ fulfillment_status: status }) {
  const words = {
    partially_fulfilled: "Partly packed",
    fulfilled: "Packed",
    partially_shipped: "Partly shipped",
    shipped: "Shipped",
    partially_delivered: "Partly delivered",
    delivered: "Delivered",
    canceled: "Canceled",
  }
  return words[status] ?? "Being prepared"
}
