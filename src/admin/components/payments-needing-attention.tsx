import { ExclamationCircle } from "@medusajs/icons"
import { Container, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { usePaymentCounts } from "../hooks/use-payments"
import { useViewLabel } from "../hooks/use-view-label"
import { PAYMENTS_PAGE } from "../lib/dashboard-links"
import { DashboardLink } from "./dashboard-link"

/** One line with what waits for somebody; nothing at all while nothing does. */
export const PaymentsNeedingAttention = () => {
  const { t } = useTranslation("stripeCheckout")
  const labelOf = useViewLabel()
  const { data } = usePaymentCounts()
  if (!data?.needs_attention) {
    return null
  }
  const waiting = data.views.filter(
    ({ count, needs_attention }) => needs_attention && count > 0
  )
  return (
    // Medusa places widgets below its own table, where nobody would see the line.
    <Container
      className="order-first flex flex-wrap items-center gap-x-4 gap-y-2 px-6 py-3"
      role="region"
      aria-label={t("Stripe payments")}
    >
      <div className="flex items-center gap-x-2">
        <ExclamationCircle className="text-ui-tag-red-icon shrink-0" />
        <Text size="small" leading="compact" weight="plus" role="status">
          {t("payments.attention", { count: data.needs_attention })}
        </Text>
      </div>
      {waiting.map(({ count, view }) => (
        <DashboardLink key={view} path={`${PAYMENTS_PAGE}?view=${view}`}>
          {t("payments.viewCount", { view: labelOf(view), count })}
        </DashboardLink>
      ))}
    </Container>
  )
}
