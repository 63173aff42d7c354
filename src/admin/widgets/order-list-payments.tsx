import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { PaymentsNeedingAttention } from "../components/payments-needing-attention"

/** Leads from the list of orders to the payments that need attention. */
const OrderListPayments = () => <PaymentsNeedingAttention />

export const config = defineWidgetConfig({
  zone: "order.list",
  id: "stripe-checkout-payments-needing-attention",
})

export default OrderListPayments
