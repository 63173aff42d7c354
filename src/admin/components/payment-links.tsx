import { ArrowUpRightOnBox } from "@medusajs/icons"
import { useTranslation } from "react-i18next"

import type { PaymentReference } from "../../api/admin/stripe-checkout/references/responses"
import { dashboardHref, followInDashboard } from "../lib/dashboard-links"

/** Medusa's color of links is too light to be read by everybody. */
const LINK =
  "txt-compact-small transition-fg text-ui-fg-base hover:text-ui-fg-subtle focus-visible:shadow-borders-focus inline-flex min-w-0 items-center gap-x-1 rounded-md underline underline-offset-2 outline-none"

/** Where a payment can be opened: its order in the dashboard, and itself at Stripe. */
export const PaymentLinks = ({
  payment,
}: {
  readonly payment: PaymentReference | null
}) => {
  const { t } = useTranslation("stripeCheckout")
  if (!payment) {
    return null
  }
  const { dashboard_url, order_display_id, order_id, payment_intent_id } =
    payment
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
      {order_id && (
        <a
          href={dashboardHref(`/orders/${encodeURIComponent(order_id)}`)}
          onClick={followInDashboard}
          className={LINK}
        >
          <bdi>
            {order_display_id === null
              ? order_id
              : t("inbox.order", { number: order_display_id })}
          </bdi>
        </a>
      )}
      {dashboard_url && payment_intent_id && (
        <StripeLink href={dashboard_url} id={payment_intent_id} />
      )}
    </div>
  )
}

export const StripeLink = ({
  href,
  id,
}: {
  readonly href: string
  readonly id: string
}) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={t("order.openInStripe", { id })}
      title={id}
      className={LINK}
    >
      <bdi dir="ltr" className="truncate">
        {id}
      </bdi>
      <ArrowUpRightOnBox className="shrink-0 rtl:-scale-x-100" />
    </a>
  )
}
