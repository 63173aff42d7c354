import { clx, Text } from "@medusajs/ui"
import type { UseQueryResult } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type { PaymentMethodsAnswer } from "../../api/admin/stripe-checkout/orders/payment-method-responses"
import type { PaymentDescription } from "../../api/admin/stripe-checkout/orders/responses"
import { useDate } from "../hooks/use-date"
import { useHeadline } from "../hooks/use-labels"
import { getLocaleAmount } from "../lib/money"
import { adviseOnCapture, hasReachedStripe } from "../lib/order-payments"
import { readReason } from "../lib/reasons"
import { StripeLink } from "./payment-links"
import { PaymentMethod } from "./payment-method"
import { ReasonText } from "./reason-text"
import { PaymentStatusBadge } from "./payment-status-badge"
import { SectionRow } from "./section-row"

interface PaymentSummaryProps {
  readonly payment: PaymentDescription
  readonly orderStatus: string | null
  readonly isOrderCanceled: boolean
  /** Then each payment has its own badge, and the header has none. */
  readonly isOneOfSeveral: boolean
  readonly methods: UseQueryResult<PaymentMethodsAnswer>
}

const AMOUNTS = ["held", "captured", "released", "refunded"] as const

export const PaymentSummary = ({
  payment,
  orderStatus,
  isOrderCanceled,
  isOneOfSeveral,
  methods,
}: PaymentSummaryProps) => {
  const { t } = useTranslation("stripeCheckout")
  const headline = useHeadline(payment, { orderStatus, isOrderCanceled })
  const reason = readReason(payment)
  const nextStep = adviseOnCapture(payment)
  const nonZeroAmounts = AMOUNTS.filter((name) => payment.amounts[name] > 0)
  return (
    <>
      <div className="flex flex-col gap-y-1 px-6 py-4">
        <div className="flex items-start justify-between gap-x-2">
          <Text size="small" leading="compact" weight="plus" role="status">
            <bdi>{headline}</bdi>
          </Text>
          {isOneOfSeveral && (
            <PaymentStatusBadge status={payment.payment_status} />
          )}
        </div>
        {reason && <ReasonText reason={reason} />}
        {nextStep && (
          <Text size="small" leading="compact" className="text-pretty">
            <bdi>{t(`order.nextStep.${nextStep}`)}</bdi>
          </Text>
        )}
      </div>
      {nonZeroAmounts.map((name) => (
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
      <Overcapture payment={payment} />
      {payment.refunds.map((refund) => (
        <SectionRow
          key={refund.id}
          title={t("order.refund.title")}
          value={
            <RefundOutcome refund={refund} currency={payment.currency_code} />
          }
        />
      ))}
      {payment.capture_before && (
        <SectionRow
          title={t("order.captureBy")}
          value={<CaptureDeadline date={payment.capture_before} />}
        />
      )}
      {hasReachedStripe(payment) && (
        <PaymentMethod
          paymentSessionId={payment.payment_session_id}
          methods={methods}
        />
      )}
      {payment.dashboard_url && payment.payment_intent_id && (
        <SectionRow
          title={t("order.stripePayment")}
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

/** What the order owes more than is held, and no other payment has to bring. */
const Overcapture = ({
  payment: { actions, currency_code },
}: Pick<PaymentSummaryProps, "payment">) => {
  const { t } = useTranslation("stripeCheckout")
  const { beyond_hold } = actions.capture
  return beyond_hold ? (
    <SectionRow
      title={t("order.amount.beyond")}
      value={
        <div className="flex flex-col">
          <bdi>{getLocaleAmount(beyond_hold, currency_code)}</bdi>
          <span>{t("order.beyondHint")}</span>
        </div>
      }
    />
  ) : null
}

interface RefundOutcomeProps {
  readonly refund: PaymentDescription["refunds"][number]
  readonly currency: string
}

/** Also a refund that failed long ago, with the reason. */
const RefundOutcome = ({ refund, currency }: RefundOutcomeProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { amount, failure_reason, status } = refund
  return (
    <div className="flex flex-col">
      <bdi>{getLocaleAmount(amount, currency)}</bdi>
      <span className={clx({ "text-ui-tag-red-text": status === "failed" })}>
        {t(`order.refund.status.${status}`, { defaultValue: status })}
      </span>
      {failure_reason && (
        <span>
          {t(`order.refund.reason.${failure_reason}`, {
            defaultValue: failure_reason.replaceAll("_", " "),
          })}
        </span>
      )}
    </div>
  )
}

const HOUR_MS = 3_600_000
const SOON_HOURS = 72
const URGENT_HOURS = 24

/** The issuer's own deadline, more prominent the closer it is. */
const CaptureDeadline = ({ date }: { readonly date: string }) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate, getRelativeDate } = useDate()
  const hoursLeft = (new Date(date).getTime() - Date.now()) / HOUR_MS
  return (
    <div className="flex flex-col">
      <time dateTime={date} className="tabular-nums">
        {getFullDate(date)}
      </time>
      <span
        className={clx({
          "text-ui-tag-orange-text":
            hoursLeft <= SOON_HOURS && hoursLeft > URGENT_HOURS,
          "text-ui-tag-red-text": hoursLeft <= URGENT_HOURS,
        })}
      >
        {getRelativeDate(date)}
      </span>
      {hoursLeft <= 0 && <span>{t("order.deadlinePassed")}</span>}
    </div>
  )
}
