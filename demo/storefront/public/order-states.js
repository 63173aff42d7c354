/** The state of the payment and of the delivery, in words. */
import { formatterOf, orderMoney } from "./order-money.js"

/** A title and a sentence. */
export function paymentStatus(order) {
  const format = formatterOf(order)
  const { captured, held, refunded } = orderMoney(order)
  const approved = [
    "Payment approved",
    `${format(held)} is held and will be charged when your order is ready.`,
  ]
  const words = {
    authorized: approved,
    partially_authorized: approved,
    captured: ["Paid", `${format(captured)} was charged.`],
    partially_captured: ["Partly paid", `${format(captured)} was charged.`],
    partially_refunded: [
      "Partly refunded",
      `${format(refunded)} of the ${format(captured)} that you paid is on its way back to you.`,
    ],
    refunded: ["Refunded", `${format(refunded)} is on its way back to you.`],
    canceled: endedHold(order),
    not_paid: ["Not paid yet", "The shop will ask you to pay."],
  }
  return (
    words[order.payment_status] ?? [
      "Order received",
      "The payment is being checked.",
    ]
  )
}

/** The hold ends when the order is canceled, and also when nobody charges it in time. */
function endedHold({ status }) {
  return status === "canceled"
    ? ["Canceled", "Nothing was charged, and the hold was released."]
    : [
        "The hold has ended",
        "Your money was not charged in time, so your bank has released it. The shop will ask you to pay again.",
      ]
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
