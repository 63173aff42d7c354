import type { AdminOrder } from "@medusajs/framework/types"
import { Container, Heading, Skeleton, clx } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"

import type { OrderPaymentsDescription } from "../../api/admin/stripe-checkout/orders/responses"
import { useOrderPayments } from "../hooks/use-order-payments"
import { usePaymentMethods } from "../hooks/use-payment-methods"
import { isPaidWithStripeCheckout } from "../lib/order-payments"
import { PaymentDisputes } from "./disputes/payment-disputes"
import { PaymentHistory } from "./history/payment-history"
import { OrderCardFooter } from "./order-card-footer"
import { OrderCardHeader } from "./order-card-header"
import { OrderStatusForm } from "./order-status-form"
import { OutstandingSection } from "./outstanding-section"
import { PaymentSummary } from "./payment-summary"
import { LoadingFailed } from "./loading-failed"

const FORBIDDEN = 403

/** Renders nothing for orders that were not paid with this plugin. */
export const OrderCard = ({ order }: { readonly order: AdminOrder }) => {
  const { data, error, isPending, isFetching, refetch } =
    useOrderPayments(order)
  const retry = () => void refetch()

  if (!data) {
    // Whoever may not see it is not reminded of it on every order.
    if (!isPaidWithStripeCheckout(order) || error?.status === FORBIDDEN) {
      return null
    }
    return isPending ? (
      <OrderCardSkeleton />
    ) : (
      <OrderCardError
        message={error.message}
        isRetrying={isFetching}
        onRetry={retry}
      />
    )
  }
  return data.payments.length ? (
    <Payments orderPayments={data} hasFailed={error !== null} onRetry={retry} />
  ) : null
}

interface PaymentsProps {
  readonly orderPayments: OrderPaymentsDescription
  /** The last refresh failed; the last known state is shown. */
  readonly hasFailed: boolean
  readonly onRetry: () => void
}

const Payments = ({ orderPayments, hasFailed, onRetry }: PaymentsProps) => {
  const headingId = useId()
  const methods = usePaymentMethods(orderPayments)
  const { payments, order_status } = orderPayments
  return (
    <Container
      className="divide-y p-0"
      role="region"
      aria-labelledby={headingId}
    >
      <OrderCardHeader orderPayments={orderPayments} headingId={headingId} />
      {payments.map((payment, index) => (
        <PaymentSummary
          key={payment.payment_session_id}
          payment={payment}
          methods={methods}
          isOneOfSeveral={payments.length > 1}
          isOrderCanceled={orderPayments.is_canceled}
          orderStatus={
            index > 0 || payment.paid_by_other_payment ? null : order_status
          }
        />
      ))}
      <PaymentDisputes orderId={orderPayments.order_id} payments={payments} />
      <OutstandingSection orderPayments={orderPayments} />
      <OrderStatusForm orderPayments={orderPayments} />
      <PaymentHistory payments={payments} />
      <OrderCardFooter
        orderPayments={orderPayments}
        hasFailed={hasFailed}
        onRetry={onRetry}
      />
    </Container>
  )
}

interface OrderCardErrorProps {
  readonly message: string
  readonly isRetrying: boolean
  readonly onRetry: () => void
}

const OrderCardError = ({
  message,
  isRetrying,
  onRetry,
}: OrderCardErrorProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("order.title")}</Heading>
      </div>
      <LoadingFailed
        title={t("order.error.title")}
        message={message}
        isRetrying={isRetrying}
        onRetry={onRetry}
      />
    </Container>
  )
}

const SKELETON_ROWS = ["h-5", "h-10", "h-5"]

/** As tall as the card of an order with a hold, so that the page does not jump. */
const OrderCardSkeleton = () => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <Container
      className="divide-y p-0"
      role="status"
      aria-label={t("order.loading")}
    >
      <div className="flex items-center justify-between px-6 py-4">
        <Skeleton className="h-7 w-36" />
        <Skeleton className="h-7 w-24" />
      </div>
      <div className="flex flex-col gap-y-1 px-6 py-4">
        <Skeleton className="h-5 w-48" />
        <Skeleton className="h-5 w-full" />
      </div>
      {SKELETON_ROWS.map((height, index) => (
        <div key={index} className="grid grid-cols-2 gap-4 px-6 py-4">
          <Skeleton className="h-5 w-20 self-center" />
          <Skeleton className={clx("w-28", height)} />
        </div>
      ))}
      <div className="flex flex-col gap-y-2 px-6 py-4">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-7 w-full" />
      </div>
      <div className="flex items-center justify-between px-6 py-4">
        <Skeleton className="h-5 w-32" />
        <Skeleton className="h-7 w-28" />
      </div>
    </Container>
  )
}
