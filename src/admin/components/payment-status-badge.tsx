import type { ComponentProps } from "react"
import { useTranslation } from "react-i18next"

import type { PaymentStatus } from "../../api/admin/stripe-checkout/orders/responses"
import { StatusBadge } from "./status-badge"

type Color = ComponentProps<typeof StatusBadge>["color"]

/** The colors of Medusa's own payment statuses. */
const COLORS: Readonly<Record<PaymentStatus, NonNullable<Color>>> = {
  awaiting_customer: "orange",
  expired: "grey",
  processing: "blue",
  failed: "red",
  unrecognized: "grey",
  held: "orange",
  capture_failed: "red",
  captured: "green",
  partially_captured: "orange",
  partially_refunded: "orange",
  refunded: "red",
  released: "grey",
  lapsed: "red",
}

export const PaymentStatusBadge = ({
  status,
}: {
  readonly status: PaymentStatus
}) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <StatusBadge color={COLORS[status]} className="text-nowrap">
      {t(`order.paymentStatus.${status}`)}
    </StatusBadge>
  )
}
