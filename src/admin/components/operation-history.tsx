import { Button, clx, Text, Tooltip } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import type {
  OperationDescription,
  PaymentDescription,
} from "../../api/admin/stripe-checkout/orders/responses"
import { useDate } from "../hooks/use-date"
import { useStatusName } from "../hooks/use-labels"
import { useActorName } from "../hooks/use-user"
import { getLocaleAmount } from "../lib/money"
import { ServerMessage } from "./server-message"

const COLLAPSED_LENGTH = 3

interface OperationHistoryProps {
  readonly payments: readonly Pick<
    PaymentDescription,
    "operations" | "currency_code"
  >[]
}

/** The payment history: what was requested and what the plugin did, newest first. */
export const OperationHistory = ({ payments }: OperationHistoryProps) => {
  const { t } = useTranslation("stripeCheckout")
  const [isExpanded, setExpanded] = useState(false)
  const titleId = useId()
  const listId = useId()

  const operations = newestFirst(payments)
  if (!operations.length) {
    return null
  }
  const shown = isExpanded ? operations : operations.slice(0, COLLAPSED_LENGTH)
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Text id={titleId} size="small" leading="compact" weight="plus">
        {t("order.history.title")}
      </Text>
      <ol id={listId} aria-labelledby={titleId} className="flex flex-col">
        {shown.map(({ operation, currencyCode }, index) => (
          <OperationItem
            key={operation.id}
            operation={operation}
            currencyCode={currencyCode}
            isLast={index === shown.length - 1}
          />
        ))}
      </ol>
      {operations.length > COLLAPSED_LENGTH && (
        <Button
          size="small"
          variant="transparent"
          className="text-ui-fg-subtle -ms-2"
          aria-expanded={isExpanded}
          aria-controls={listId}
          onClick={() => setExpanded(!isExpanded)}
        >
          {isExpanded
            ? t("order.history.showFewer")
            : t("order.history.showAll", { count: operations.length })}
        </Button>
      )}
    </div>
  )
}

interface ListedOperation {
  readonly operation: OperationDescription
  readonly currencyCode: string
}

function newestFirst(
  payments: OperationHistoryProps["payments"]
): ListedOperation[] {
  return payments
    .flatMap(({ operations, currency_code }) =>
      operations.map((operation) => ({
        operation,
        currencyCode: currency_code,
      }))
    )
    .sort((one, other) =>
      other.operation.created_at.localeCompare(one.operation.created_at)
    )
}

interface OperationItemProps extends ListedOperation {
  readonly isLast: boolean
}

const DOT_COLORS: Readonly<Record<OperationDescription["status"], string>> = {
  pending: "bg-ui-tag-blue-icon",
  succeeded: "bg-ui-tag-green-icon",
  failed: "bg-ui-tag-red-icon",
  rejected: "bg-ui-tag-neutral-icon",
}

/** Styled like the activities of an order in Medusa. */
const OperationItem = ({
  operation,
  currencyCode,
  isLast,
}: OperationItemProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate, getRelativeDate } = useDate()
  const title = useOperationTitle(operation, currencyCode)
  const { status } = operation
  const date = operation.settled_at ?? operation.created_at
  return (
    <li className="grid grid-cols-[20px_1fr] items-start gap-2">
      <div
        aria-hidden
        className="flex size-full flex-col items-center gap-y-0.5"
      >
        <div className="flex size-5 items-center justify-center">
          <div className="bg-ui-bg-base shadow-borders-base flex size-2.5 items-center justify-center rounded-full">
            <div className={clx("size-1.5 rounded-full", DOT_COLORS[status])} />
          </div>
        </div>
        {!isLast && <div className="bg-ui-border-base w-px flex-1" />}
      </div>
      <div className={clx("flex flex-col gap-y-1", { "pb-4": !isLast })}>
        <div className="flex items-start justify-between gap-x-2">
          <Text size="small" leading="compact" weight="plus">
            <bdi>{title}</bdi>
          </Text>
          <Tooltip content={getFullDate(date)}>
            <time
              dateTime={date}
              className="txt-compact-small text-ui-fg-subtle shrink-0"
            >
              {getRelativeDate(date)}
            </time>
          </Tooltip>
        </div>
        <OperationCause operation={operation} />
        {(status !== "succeeded" || operation.source === "system") && (
          <ServerMessage>{operation.reason}</ServerMessage>
        )}
        {status === "pending" && operation.attempts > 0 && (
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            <bdi>{t("order.history.retry")}</bdi>
          </Text>
        )}
      </div>
    </li>
  )
}

function useOperationTitle(
  { kind, status, amount }: OperationDescription,
  currencyCode: string
): string {
  const { t } = useTranslation("stripeCheckout")
  const isMoneyRequest = kind === "capture" || kind === "release"
  return amount === null || !isMoneyRequest
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
    <Text size="small" leading="compact" className="text-ui-fg-subtle">
      <bdi>
        {cause}
        {name && ` ${t("order.history.by", { name })}`}
      </bdi>
    </Text>
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
