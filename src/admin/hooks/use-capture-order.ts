import type { FetchError } from "@medusajs/js-sdk"
import type { UseMutationResult } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type { OrderPaymentsAnswers } from "../../api/admin/stripe-checkout/orders/answers"
import { useOrderAction } from "./use-order-actions"
import { useTellAnswers } from "./use-tell-answers"

export interface CaptureWish {
  /** Major units; absent takes what is held and owed. */
  readonly amount?: number
  readonly request_id: string
}

export function useCaptureOrder(
  orderId: string
): UseMutationResult<OrderPaymentsAnswers, FetchError, CaptureWish> {
  const { t } = useTranslation("stripeCheckout")
  const failed = t("order.toast.captureFailed")
  const tell = useTellAnswers({ done: t("order.toast.captured"), failed })
  return useOrderAction(orderId, {
    name: "capture",
    failureTitle: failed,
    onAnswer: tell,
  })
}
