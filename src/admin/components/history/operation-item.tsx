import { useTranslation } from "react-i18next"

import type { OperationDescription } from "../../../api/admin/stripe-checkout/orders/responses"
import { useStatusName } from "../../hooks/use-labels"
import { useActorName } from "../../hooks/use-user"
import { getLocaleAmount } from "../../lib/money"
import { ReasonText } from "../reason-text"
import { type DotColor, HistoryItem, HistoryNote } from "./history-item"

const COLORS: Readonly<Record<OperationDescription["status"], DotColor>> = {
  pending: "blue",
  succeeded: "green",
  failed: "red",
  rejected: "grey",
}

interface OperationItemProps {
  readonly operation: OperationDescription
  readonly currencyCode: string
  readonly isLast: boolean
}

/** What was requested or done, by whom or what, and why it ended as it did. */
export const OperationItem = ({
  operation,
  currencyCode,
  isLast,
}: OperationItemProps) => {
  const { t } = useTranslation("stripeCheckout")
  const title = useOperationTitle(operation, currencyCode)
  const { attempts, created_at, settled_at, source, status } = operation
  return (
    <HistoryItem
      title={title}
      date={settled_at ?? created_at}
      color={COLORS[status]}
      isLast={isLast}
    >
      <OperationCause operation={operation} />
      {(status !== "succeeded" || source === "system") && (
        <ReasonText reason={operation} />
      )}
      {status === "pending" && attempts > 0 && (
        <HistoryNote>{t("order.history.retry")}</HistoryNote>
      )}
    </HistoryItem>
  )
}

const WITH_AMOUNT: ReadonlySet<OperationDescription["kind"]> = new Set([
  "capture",
  "release",
  "payment_link",
  "payment_link_email",
  "saved_card_charge",
  "hold_increment",
])

function useOperationTitle(
  { kind, status, amount }: OperationDescription,
  currencyCode: string
): string {
  const { t } = useTranslation("stripeCheckout")
  return amount === null || !WITH_AMOUNT.has(kind)
    ? t(`order.operation.${kind}.${status}`)
    : t(`order.operation.${kind}Amount.${status}`, {
        amount: getLocaleAmount(amount, currencyCode),
      })
}

/** "Order status set to “Ready for capture” by Ada Muster". */
const OperationCause = ({
  operation,
}: Pick<OperationItemProps, "operation">) => {
  const { t } = useTranslation("stripeCheckout")
  const cause = useCause(operation)
  const name = useActorName(operation.actor)
  return (
    <HistoryNote>
      {name ? `${cause} ${t("order.history.by", { name })}` : cause}
    </HistoryNote>
  )
}

function useCause({
  source,
  requested_by_status,
  rule,
}: OperationDescription): string {
  const { t } = useTranslation("stripeCheckout")
  const nameOf = useStatusName()
  if (requested_by_status !== null) {
    return t("order.cause.status", { status: nameOf(requested_by_status) })
  }
  switch (source) {
    case "request":
      return t("order.cause.manual")
    case "rule":
      return t("order.cause.rule", { rule })
    case "system":
      return t("order.cause.system")
  }
}
