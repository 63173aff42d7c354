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
    return plan.map((planned) =>
      t(`order.plan.${nameOf(planned)}`, {
        captured: money(planned.captured),
        held: money(planned.held),
        released: money(planned.released),
        beyond: money(planned.captured - planned.held),
        kept: money(planned.kept ?? 0),
      })
    )
  }
}

function nameOf({
  captured,
  held,
  kept = 0,
  released,
}: PlannedCapture): "beyond" | "kept" | "released" | "whole" {
  if (kept > 0) {
    return "kept"
  }
  if (captured > held) {
    return "beyond"
  }
  return released > 0 ? "released" : "whole"
}
