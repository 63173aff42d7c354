import type { FetchError } from "@medusajs/js-sdk"
import { toast } from "@medusajs/ui"
import type { UseMutationResult } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type { OrderStatusAnswer } from "../../api/admin/stripe-checkout/orders/answers"
import { useOrderAction } from "./use-order-actions"
import { useStatusName } from "./use-status-name"

export interface StatusWish {
  readonly status: string
}

export function useSetOrderStatus(
  orderId: string
): UseMutationResult<OrderStatusAnswer, FetchError, StatusWish> {
  const { t } = useTranslation("stripeCheckout")
  const nameOf = useStatusName()
  return useOrderAction(orderId, {
    name: "status",
    failureTitle: t("order.toast.statusFailed"),
    onAnswer: ({ order_status }) =>
      toast.success(
        t("order.toast.statusSet", { status: nameOf(order_status) })
      ),
  })
}
