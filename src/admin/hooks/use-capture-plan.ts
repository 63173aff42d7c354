import { useTranslation } from "react-i18next"

import type { PlannedCapture } from "../lib/capture-plan"
import { getLocaleAmount } from "../lib/money"

/** "€100.00 of the hold of €120.00; €20.00 is released." One sentence for each hold. */
export function useCapturePlanText(): (
  plan: readonly PlannedCapture[],
  currencyCode: string
) => string[] {
  const { t } = useTranslation("stripeCheckout")
  return (plan, currencyCode) => {
    const money = (amount: number) => getLocaleAmount(amount, currencyCode)
    return plan.map(({ captured, held, released }) =>
      t(released > 0 ? "order.plan.released" : "order.plan.whole", {
        captured: money(captured),
        held: money(held),
        released: money(released),
      })
    )
  }
}
