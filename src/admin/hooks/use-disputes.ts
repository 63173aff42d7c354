import type { FetchError } from "@medusajs/js-sdk"
import { toast } from "@medusajs/ui"
import { useMutation, type UseMutationResult } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type {
  DisputeDescription,
  ReviewAnswer,
} from "../../api/admin/stripe-checkout/orders/responses"
import { getLocaleAmount } from "../lib/money"
import { sdk } from "../lib/sdk"
import { orderPaymentsKeys, useInvalidateOrder } from "./use-order-payments"

interface ReviewRequest {
  readonly review_id: string
}

export function useApproveReview(
  orderId: string
): UseMutationResult<ReviewAnswer, FetchError, ReviewRequest> {
  const { t } = useTranslation("stripeCheckout")
  const invalidateOrder = useInvalidateOrder(orderId)
  return useMutation<ReviewAnswer, FetchError, ReviewRequest>({
    mutationKey: orderPaymentsKeys.action(orderId, "approve-review"),
    mutationFn: ({ review_id }) =>
      sdk.client.fetch<ReviewAnswer>(
        `/admin/stripe-checkout/orders/${orderId}/reviews/${review_id}/approve`,
        { method: "POST", body: {} }
      ),
    onSuccess: () => toast.success(t("disputes.toast.approved")),
    onError: ({ message }) =>
      toast.error(t("disputes.toast.approveFailed"), { description: message }),
    onSettled: invalidateOrder,
  })
}

interface RefundRequest {
  readonly payment_id: string
  /** Major units. */
  readonly amount: number
}

/** Medusa's own refund of a payment. */
export function useRefundPayment(
  orderId: string
): UseMutationResult<unknown, FetchError, RefundRequest> {
  const { t } = useTranslation("stripeCheckout")
  const invalidateOrder = useInvalidateOrder(orderId)
  return useMutation<unknown, FetchError, RefundRequest>({
    mutationKey: orderPaymentsKeys.action(orderId, "refund"),
    mutationFn: ({ payment_id, amount }) =>
      sdk.admin.payment.refund(payment_id, { amount }),
    onSuccess: () => toast.success(t("order.operation.refund.succeeded")),
    onError: ({ message }) =>
      toast.error(t("order.operation.refund.failed"), { description: message }),
    onSettled: invalidateOrder,
  })
}

/** An inquiry is a dispute to Stripe, and something else to a merchant. */
export function useDisputeKind({ kind, stage }: DisputeDescription): string {
  const { t } = useTranslation("stripeCheckout")
  const isInquiry = stage === "inquiry" || stage === "closed_warning_closed"
  return t(`disputes.kind.${isInquiry ? "inquiry" : kind}`)
}

/** What it is about and why, in one sentence; once nothing is asked for any more, the reason. */
export function useDisputeSummary({
  amount,
  cause,
  currency_code,
  is_open,
  kind,
}: DisputeDescription): string {
  const { t } = useTranslation("stripeCheckout")
  const reason = t(`disputes.cause.${cause}`, {
    defaultValue: cause.replaceAll("_", " "),
  })
  if (amount !== null && currency_code !== null) {
    return t("disputes.about.dispute", {
      amount: getLocaleAmount(amount, currency_code),
      reason,
    })
  }
  return is_open ? t(`disputes.about.${kind}`, { reason }) : reason
}
