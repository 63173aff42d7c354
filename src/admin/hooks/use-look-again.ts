import type { FetchError } from "@medusajs/js-sdk"
import { toast } from "@medusajs/ui"
import type { UseMutationResult } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type { SynchronizationAnswers } from "../../api/admin/stripe-checkout/orders/answers"
import { useOrderAction } from "./use-order-actions"

export function useLookAgain(
  orderId: string
): UseMutationResult<
  SynchronizationAnswers,
  FetchError,
  Record<string, never>
> {
  const { t } = useTranslation("stripeCheckout")
  return useOrderAction(orderId, {
    name: "synchronize",
    failureTitle: t("order.toast.lookFailed"),
    onAnswer: ({ results }: SynchronizationAnswers) => {
      const isBusy = results.some(({ outcome }) => outcome === "busy")
      toast.info(t(isBusy ? "order.toast.lookBusy" : "order.toast.looked"))
    },
  })
}
