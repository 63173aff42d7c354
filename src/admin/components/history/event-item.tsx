import { useTranslation } from "react-i18next"

import type { PaymentEventDescription } from "../../../api/admin/stripe-checkout/orders/responses"
import { readReason } from "../../lib/reasons"
import { ReasonText } from "../reason-text"
import { type DotColor, HistoryItem, HistoryNote } from "./history-item"

const COLORS: Readonly<Record<PaymentEventDescription["status"], DotColor>> = {
  received: "blue",
  processed: "grey",
  ignored: "grey",
  failed: "red",
  dead: "red",
}

interface EventItemProps {
  readonly event: PaymentEventDescription
  readonly isLast: boolean
}

/** What Stripe reported, and how it was learned: from Stripe, or by the reconciliation. */
export const EventItem = ({ event, isLast }: EventItemProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { received_at, source, status, type } = event
  const isUnsettled = status === "failed" || status === "dead"
  const reason = isUnsettled ? readReason(event) : null
  return (
    <HistoryItem
      title={t(keyOf(type), { defaultValue: type })}
      date={received_at}
      color={COLORS[status]}
      isLast={isLast}
    >
      <HistoryNote>{t(`order.eventSource.${source}`)}</HistoryNote>
      {isUnsettled && (
        <HistoryNote>{t(`inbox.eventStatus.${status}`)}</HistoryNote>
      )}
      {reason && <ReasonText reason={reason} />}
    </HistoryItem>
  )
}

/** A dot would lead to a text within another one. */
function keyOf(type: string): string {
  const [, about] = /^(charge\.dispute|review|radar)\./.exec(type) ?? []
  return about === undefined
    ? `order.event.${type.replaceAll(".", "_")}`
    : `disputes.kind.${ABOUT[about] ?? about}`
}

const ABOUT: Readonly<Record<string, string>> = {
  "charge.dispute": "dispute",
  radar: "fraud_warning",
}
