import { SectionRow } from "@medusajs/dashboard/components"
import { getLocaleAmount } from "@medusajs/dashboard/lib"
import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { PaymentDescription } from "../../api/admin/stripe-checkout/orders/answers"
import { useHeadline } from "../hooks/use-labels"
import { CaptureDeadline } from "./capture-deadline"
import { ServerMessage } from "./server-message"
import { PaymentStatusBadge } from "./payment-status-badge"
import { StripeLink } from "./stripe-link"

interface PaymentSummaryProps {
  readonly payment: PaymentDescription
  readonly orderStatus: string | null
  /** Then the header cannot tell how each of them stands. */
  readonly isOneOfSeveral: boolean
}

const AMOUNTS = ["held", "captured", "released", "refunded"] as const

export const PaymentSummary = ({
  payment,
  orderStatus,
  isOneOfSeveral,
}: PaymentSummaryProps) => {
  const { t } = useTranslation("stripeCheckout")
  const headline = useHeadline(payment, orderStatus)
  const moved = AMOUNTS.filter((name) => payment.amounts[name] > 0)
  return (
    <>
      <div className="flex flex-col gap-y-1 px-6 py-4">
        <div className="flex items-start justify-between gap-x-2">
          <Text size="small" leading="compact" weight="plus" role="status">
            <bdi>{headline}</bdi>
          </Text>
          {isOneOfSeveral && (
            <PaymentStatusBadge situation={payment.situation} />
          )}
        </div>
        {payment.reason && <ServerMessage>{payment.reason}</ServerMessage>}
      </div>
      {moved.map((name) => (
        <SectionRow
          key={name}
          title={t(`order.amount.${name}`)}
          value={
            <bdi>
              {getLocaleAmount(payment.amounts[name], payment.currency_code)}
            </bdi>
          }
        />
      ))}
      {payment.capture_before && (
        <SectionRow
          title={t("order.captureBy")}
          value={<CaptureDeadline date={payment.capture_before} />}
        />
      )}
      {payment.dashboard_url && payment.payment_intent_id && (
        <SectionRow
          title={t("order.atStripe")}
          value={
            <StripeLink
              href={payment.dashboard_url}
              id={payment.payment_intent_id}
            />
          }
        />
      )}
    </>
  )
}
