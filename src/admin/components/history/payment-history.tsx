import { Button, Text } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import type {
  OperationDescription,
  PaymentEventDescription,
} from "../../../api/admin/stripe-checkout/orders/responses"
import { EventItem } from "./event-item"
import { OperationItem } from "./operation-item"

const COLLAPSED_LENGTH = 3

interface PaymentHistoryProps {
  readonly payments: readonly {
    readonly operations: readonly OperationDescription[]
    /** What Stripe reported; none where another list has it. */
    readonly events?: readonly PaymentEventDescription[]
    readonly currency_code: string
  }[]
}

/** What was requested, what the plugin did and what Stripe reported, newest first. */
export const PaymentHistory = ({ payments }: PaymentHistoryProps) => {
  const { t } = useTranslation("stripeCheckout")
  const [isExpanded, setExpanded] = useState(false)
  const titleId = useId()
  const listId = useId()

  const entries = newestFirst(payments)
  if (!entries.length) {
    return null
  }
  const shown = isExpanded ? entries : entries.slice(0, COLLAPSED_LENGTH)
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Text id={titleId} size="small" leading="compact" weight="plus">
        {t("order.history.title")}
      </Text>
      <ol id={listId} aria-labelledby={titleId} className="flex flex-col">
        {shown.map((entry, index) => (
          <Entry
            key={entry.id}
            entry={entry}
            isLast={index === shown.length - 1}
          />
        ))}
      </ol>
      {entries.length > COLLAPSED_LENGTH && (
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
            : t("order.history.showAll", { count: entries.length })}
        </Button>
      )}
    </div>
  )
}

type HistoryEntry = { readonly id: string; readonly at: string } & (
  | {
      readonly operation: OperationDescription
      readonly currencyCode: string
    }
  | { readonly event: PaymentEventDescription }
)

const Entry = ({
  entry,
  isLast,
}: {
  readonly entry: HistoryEntry
  readonly isLast: boolean
}) =>
  "event" in entry ? (
    <EventItem event={entry.event} isLast={isLast} />
  ) : (
    <OperationItem
      operation={entry.operation}
      currencyCode={entry.currencyCode}
      isLast={isLast}
    />
  )

function newestFirst(
  payments: PaymentHistoryProps["payments"]
): HistoryEntry[] {
  return payments
    .flatMap(({ operations, events = [], currency_code }): HistoryEntry[] => [
      ...operations.map((operation) => ({
        id: operation.id,
        at: operation.created_at,
        operation,
        currencyCode: currency_code,
      })),
      ...events.map((event) => ({
        id: event.id,
        at: event.received_at,
        event,
      })),
    ])
    .sort((one, other) => other.at.localeCompare(one.at))
}
