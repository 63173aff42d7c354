import { getLocaleAmount } from "@medusajs/dashboard/lib"
import type { RefObject } from "react"
import { useTranslation } from "react-i18next"

import type { Takeable } from "../lib/order-payments"
import { newRequestId } from "../lib/request-id"
import type { CaptureWish } from "./use-capture-order"
import { useConfirm } from "./use-confirm"

/** Money is taken only after a second, deliberate click. */
export function useConfirmCapture(
  capture: (wish: CaptureWish) => void,
  opener: RefObject<HTMLElement>
): (capturable: Takeable) => Promise<void> {
  const { t } = useTranslation("stripeCheckout")
  const confirm = useConfirm(opener)
  return async ({ amount, currencyCode }) => {
    const isConfirmed = await confirm({
      title: t("order.confirm.captureTitle", {
        amount: getLocaleAmount(amount, currencyCode),
      }),
      description: t("order.confirm.captureText"),
      confirmText: t("order.confirm.capture"),
      variant: "confirmation",
    })
    if (isConfirmed) {
      capture({ request_id: newRequestId() })
    }
  }
}
