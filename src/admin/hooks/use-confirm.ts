import { usePrompt } from "@medusajs/ui"
import type { RefObject } from "react"
import { useTranslation } from "react-i18next"

import { getLocaleAmount } from "../lib/money"
import type { AvailableAmount } from "../lib/order-payments"
import { newRequestId, type ReleaseRequest } from "./use-order-actions"

/** A released hold cannot be restored without the customer. */
const VARIANTS = { capture: "confirmation", release: "danger" } as const

/** Sends the request only after a second, deliberate click. */
export function useConfirmMoneyAction(
  action: keyof typeof VARIANTS,
  send: (request: ReleaseRequest) => void,
  opener: RefObject<HTMLElement>
): (available: AvailableAmount, preview?: readonly string[]) => Promise<void> {
  const { t } = useTranslation("stripeCheckout")
  const prompt = usePrompt()
  return async ({ amount, currencyCode }, preview = []) => {
    const isConfirmed = await prompt({
      title: t(`order.confirm.${action}Title`, {
        amount: getLocaleAmount(amount, currencyCode),
      }),
      description: [t(`order.confirm.${action}Text`), ...preview].join(" "),
      confirmText: t(`order.confirm.${action}`),
      cancelText: t("actions.cancel"),
      variant: VARIANTS[action],
    })
    // Keyboard users continue where they were; the prompt holds the focus until it has resolved.
    setTimeout(() => opener.current?.focus())
    if (isConfirmed) {
      send({ request_id: newRequestId() })
    }
  }
}
