import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { OrderPaymentsAnswers } from "../../api/admin/stripe-checkout/orders/responses"

interface Titles {
  readonly done: string
  readonly failed: string
}

/** Says what became of a request, in a toast per payment that has something to say. */
export function useTellAnswers(
  titles: Titles
): (answers: OrderPaymentsAnswers) => void {
  const { t } = useTranslation("stripeCheckout")
  return ({ answers }) => {
    for (const { status, reason } of answers) {
      if (status === "done") {
        toast.success(titles.done)
      } else if (status === "wanted") {
        toast.info(t("order.toast.wanted"), { description: reason })
      } else {
        toast.error(titles.failed, { description: reason })
      }
    }
  }
}
