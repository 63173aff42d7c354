import { ArrowUpRightOnBox } from "@medusajs/icons"
import { Tooltip } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { DisputeDescription } from "../../../api/admin/stripe-checkout/orders/responses"
import { useDate } from "../../hooks/use-date"
import { useDisputeKind, useDisputeSummary } from "../../hooks/use-disputes"

interface DisputeCellProps {
  readonly dispute: DisputeDescription
  /** The payment in Stripe's Dashboard. */
  readonly href: string | null
}

/** What it is, about how much and why, until when, and what the bank has of the answer. */
export const DisputeCell = ({ dispute, href }: DisputeCellProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate, getRelativeDate } = useDate()
  const kind = useDisputeKind(dispute)
  const summary = useDisputeSummary(dispute)
  const { evidence_due_by: date, evidence_state } = dispute
  const details = [
    summary,
    date &&
      t("disputes.answerBy", {
        date: getFullDate(date),
        when: getRelativeDate(date),
      }),
    evidence_state && t(`disputes.evidence.${evidence_state}`),
  ].filter(Boolean)
  return (
    <Tooltip content={details.join(" ")} className="max-w-[360px]">
      <div className="flex max-w-[216px] items-center gap-x-1">
        <bdi className="truncate">
          {kind}
          {date ? `, ${getRelativeDate(date)}` : ""}
        </bdi>
        {href && (
          <a
            href={href}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={t(`disputes.action.open.${dispute.kind}`)}
            className="focus-visible:shadow-borders-focus rounded-sm outline-none"
            onClick={(event) => event.stopPropagation()}
          >
            <ArrowUpRightOnBox className="text-ui-fg-muted shrink-0 rtl:-scale-x-100" />
          </a>
        )}
      </div>
    </Tooltip>
  )
}
