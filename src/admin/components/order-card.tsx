import type { AdminOrder } from "@medusajs/framework/types"
import { Container } from "@medusajs/ui"
import { useId } from "react"

import type { OrderPaymentsDescription } from "../../api/admin/stripe-checkout/orders/answers"
import { useOrderPayments } from "../hooks/use-order-payments"
import { isPaidWithStripeCheckout } from "../lib/order-payments"
import { OrderCardFooter } from "./order-card-footer"
import { OrderCardHeader } from "./order-card-header"
import { OperationHistory } from "./operation-history"
import { OrderCardError } from "./order-card-error"
import { OrderCardSkeleton } from "./order-card-skeleton"
import { PaymentSummary } from "./payment-summary"
import { OrderStatusForm } from "./order-status-form"

/** Renders nothing for orders whose money is not ours. */
export const OrderCard = ({ order }: { readonly order: AdminOrder }) => {
  const { data, error, isPending, isFetching, refetch } =
    useOrderPayments(order)
  const retry = () => void refetch()

  if (!data) {
    if (!isPaidWithStripeCheckout(order)) {
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
    <Payments described={data} hasFailed={error !== null} onRetry={retry} />
  ) : null
}

interface PaymentsProps {
  readonly described: OrderPaymentsDescription
  /** What is shown is the last known state. */
  readonly hasFailed: boolean
  readonly onRetry: () => void
}

const Payments = ({ described, hasFailed, onRetry }: PaymentsProps) => {
  const headingId = useId()
  return (
    <Container
      className="divide-y p-0"
      role="region"
      aria-labelledby={headingId}
    >
      <OrderCardHeader described={described} headingId={headingId} />
      {described.payments.map((payment, index) => (
        <PaymentSummary
          key={payment.payment_session_id}
          payment={payment}
          isOneOfSeveral={described.payments.length > 1}
          orderStatus={
            index > 0 || payment.is_paid_otherwise
              ? null
              : described.order_status
          }
        />
      ))}
      <OrderStatusForm described={described} />
      <OperationHistory described={described} />
      <OrderCardFooter
        described={described}
        hasFailed={hasFailed}
        onRetry={onRetry}
      />
    </Container>
  )
}
