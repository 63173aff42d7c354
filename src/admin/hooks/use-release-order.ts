import type { FetchError } from "@medusajs/js-sdk"
import type { UseMutationResult } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type { OrderPaymentsAnswers } from "../../api/admin/stripe-checkout/orders/answers"
import { useOrderAction } from "./use-order-actions"
import { useTellAnswers } from "./use-tell-answers"

export interface ReleaseWish {
  readonly request_id: string
}

export function useReleaseOrder(
  orderId: string
): UseMutationResult<OrderPaymentsAnswers, FetchError, ReleaseWish> {
  const { t } = useTranslation("stripeCheckout")
  const failed = t("order.toast.releaseFailed")
  const tell = useTellAnswers({ done: t("order.toast.released"), failed })
  return useOrderAction(orderId, {
    name: "release",
    failureTitle: failed,
    onAnswer: tell,
  })
}
