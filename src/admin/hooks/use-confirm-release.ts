import { getLocaleAmount } from "@medusajs/dashboard/lib"
import type { RefObject } from "react"
import { useTranslation } from "react-i18next"

import type { Takeable } from "../lib/order-payments"
import { newRequestId } from "../lib/request-id"
import { useConfirm } from "./use-confirm"
import { useReleaseOrder } from "./use-release-order"

/** What is given back cannot be had again without the shopper. */
export function useConfirmRelease(
  orderId: string,
  opener: RefObject<HTMLElement>
): (releasable: Takeable) => Promise<void> {
  const { t } = useTranslation("stripeCheckout")
  const confirm = useConfirm(opener)
  const release = useReleaseOrder(orderId)
  return async ({ amount, currencyCode }) => {
    const isConfirmed = await confirm({
      title: t("order.confirm.releaseTitle", {
        amount: getLocaleAmount(amount, currencyCode),
      }),
      description: t("order.confirm.releaseText"),
      confirmText: t("order.confirm.release"),
      variant: "danger",
    })
    if (isConfirmed) {
      release.mutate({ request_id: newRequestId() })
    }
  }
}
