import { useTranslation } from "react-i18next"

import type { PaymentMethodDescription } from "../../api/admin/stripe-checkout/orders/payment-method-responses"
import { useDate } from "../hooks/use-date"
import { describeMethodRefund } from "../lib/method-refund"
import { SectionRow } from "./section-row"

interface MethodRefundProps {
  readonly refund: NonNullable<PaymentMethodDescription["refund"]>
}

/** Says what the payment method rules out; nothing where it rules out nothing. */
export const MethodRefund = ({ refund }: MethodRefundProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate } = useDate()
  const text = describeMethodRefund(refund, Date.now())
  return text === null ? null : (
    <SectionRow
      title={t("order.method.refund.title")}
      value={
        <bdi>
          {t(`order.method.refund.${text}`, {
            date: refund.until === null ? "" : getFullDate(refund.until),
          })}
        </bdi>
      }
    />
  )
}
