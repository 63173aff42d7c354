import { useTranslation } from "react-i18next"

import type { PaymentDescription } from "../../api/admin/stripe-checkout/orders/responses"
import { getLocaleAmount } from "../lib/money"

/** "Approved, €120.00 held": the order's status and its money in one line. */
export function useHeadline(
  { payment_status, amounts, currency_code }: PaymentDescription,
  {
    orderStatus,
    isOrderCanceled,
  }: { readonly orderStatus: string | null; readonly isOrderCanceled: boolean }
): string {
  const { t } = useTranslation("stripeCheckout")
  const nameOf = useStatusName()
  const isHeldInPart = payment_status === "held" && amounts.captured > 0
  const money = t(
    `order.money.${isHeldInPart ? "part_held" : payment_status}`,
    {
      held: getLocaleAmount(amounts.held, currency_code),
      captured: getLocaleAmount(amounts.captured, currency_code),
      released: getLocaleAmount(amounts.released, currency_code),
      refunded: getLocaleAmount(amounts.refunded, currency_code),
    }
  )
  if (orderStatus === null) {
    return capitalize(money)
  }
  // Medusa lets nobody change a canceled order, so its status is the one that it had before.
  const status = isOrderCanceled ? t("order.canceled") : nameOf(orderStatus)
  return t("order.headline", { status, money })
}

/** "ready_for_capture" -> "Ready for capture"; a store's own statuses without translation. */
export function useStatusName(): (status: string) => string {
  const { t } = useTranslation("stripeCheckout")
  return (status) =>
    t(`orderStatus.${status}`, {
      defaultValue: capitalize(status.replace(/[_-]+/g, " ").trim()),
    })
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** One amount for each currency, such as "€20.00 and $5.00". */
export function useAmounts(): (
  amounts: readonly {
    readonly amount: number
    readonly currency_code: string
  }[]
) => string {
  const { language } = useTranslation().i18n
  return (amounts) =>
    new Intl.ListFormat(language, { type: "conjunction" }).format(
      amounts.map(({ amount, currency_code }) =>
        getLocaleAmount(amount, currency_code)
      )
    )
}
