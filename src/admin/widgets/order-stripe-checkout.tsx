import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"

import { OrderCard } from "../components/order-card"
import { Translated } from "../components/translated"

/** Shows an order's money at Stripe and lets the merchant act on it. */
const OrderStripeCheckout = ({ data }: DetailWidgetProps<AdminOrder>) => (
  <Translated>
    <OrderCard key={data.id} order={data} />
  </Translated>
)

export const config = defineWidgetConfig({
  zone: "order.details.side",
  id: "stripe-checkout-order-payment",
})

export default OrderStripeCheckout
