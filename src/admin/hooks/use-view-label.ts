import { useTranslation } from "react-i18next"

import type { PaymentViewName } from "../../api/admin/stripe-checkout/payments/responses"

export function useViewLabel(): (view: PaymentViewName) => string {
  const { t } = useTranslation("stripeCheckout")
  return (view) => t(`payments.view.${view}.label`)
}
