/** Where the money and the parcel are, in words. */
import { money } from "./page.js"

/** A title and a sentence. */
export function paymentInWords(order) {
  const inMoney = (amount) => money(amount ?? 0, order.currency_code)
  const [collection = {}] = order.payment_collections ?? []
  const total = inMoney(order.total)
  const captured = inMoney(collection.captured_amount)
  const refunded = inMoney(collection.refunded_amount)
  const words = {
    authorized: [
      "Payment approved",
      `${total} are held on your card and will be charged when your order is ready.`,
    ],
    captured: ["Paid", `${captured} were charged to your card.`],
    partially_captured: [
      "Partly paid",
      `${captured} were charged to your card.`,
    ],
    partially_refunded: [
      "Partly refunded",
      `${refunded} of the ${captured} that you paid are on their way back to your card.`,
    ],
    refunded: ["Refunded", `${refunded} are on their way back to your card.`],
    canceled: ["Canceled", "Nothing was charged; the hold was released."],
  }
  return (
    words[order.payment_status] ?? [
      "Order received",
      "The payment is being checked.",
    ]
  )
}

export function deliveryInWords({ fulfillment_status: status }) {
  const words = {
    partially_fulfilled: "Partly packed",
    fulfilled: "Packed",
    partially_shipped: "Partly on its way",
    shipped: "On its way",
    partially_delivered: "Partly delivered",
    delivered: "Delivered",
    canceled: "Canceled",
  }
  return words[status] ?? "Being prepared"
}
