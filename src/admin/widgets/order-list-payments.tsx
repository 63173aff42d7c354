import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { PaymentsNeedingAttention } from "../components/payments-needing-attention"
import { Translated } from "../components/translated"

/** Leads from the list of orders to the payments that need attention. */
const OrderListPayments = () => (
  <Translated>
    <PaymentsNeedingAttention />
  </Translated>
)

export const config = defineWidgetConfig({
  zone: "order.list",
  id: "stripe-checkout-payments-needing-attention",
})

export default OrderListPayments
