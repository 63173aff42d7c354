import { Tabs } from "@medusajs/ui"
import { useEffect, useRef } from "react"
import { useTranslation } from "react-i18next"

import type {
  PaymentViewName,
  ViewCount,
} from "../../api/admin/stripe-checkout/payments/responses"
import { usePaymentCounts } from "../hooks/use-payments"
import { useViewLabel } from "../hooks/use-view-label"

interface PaymentViewTabsProps {
  readonly view: PaymentViewName
}

/** The views that the server has, those with work first. */
export const PaymentViewTabs = ({ view }: PaymentViewTabsProps) => {
  const { t } = useTranslation("stripeCheckout")
  const labelOf = useViewLabel()
  const { data } = usePaymentCounts()
  const counts = data?.views ?? []
  const known = [...counts.map((count) => count.view), "all" as const]
  // Before the counts are there, the one that is open.
  const views = known.includes(view) ? known : [view, ...known]
  const row = useRef<HTMLDivElement>(null)
  // On a phone it may be beside the screen.
  useEffect(() => {
    row.current
      ?.querySelector("[aria-selected=true]")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" })
  }, [view, views.length])
  return (
    <div ref={row} className="overflow-x-auto px-6 py-3">
      <Tabs.List aria-label={t("payments.views")} className="w-max">
        {views.map((name) => (
          <Tabs.Trigger key={name} value={name} className="gap-x-1.5">
            {labelOf(name)}
            <Count count={counts.find((count) => count.view === name)} />
          </Tabs.Trigger>
        ))}
      </Tabs.List>
    </div>
  )
}

const Count = ({ count }: { readonly count: ViewCount | undefined }) =>
  count && count.count > 0 ? (
    <span
      className={
        count.needs_attention ? "text-ui-tag-red-text" : "text-ui-fg-subtle"
      }
    >
      {`${count.count}${count.is_count_exact ? "" : "+"}`}
    </span>
  ) : null
