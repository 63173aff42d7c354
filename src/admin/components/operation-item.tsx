import { useDate } from "@medusajs/dashboard/hooks"
import { getLocaleAmount } from "@medusajs/dashboard/lib"
import { clx, Text, Tooltip } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { OperationDescription } from "../../api/admin/stripe-checkout/orders/answers"
import { OperationCause } from "./operation-cause"
import { ServerMessage } from "./server-message"

interface OperationItemProps {
  readonly operation: OperationDescription
  readonly currencyCode: string
  readonly isLast: boolean
}

const DOTS: Readonly<Record<OperationDescription["status"], string>> = {
  wanted: "bg-ui-tag-blue-icon",
  done: "bg-ui-tag-green-icon",
  failed: "bg-ui-tag-red-icon",
  declined: "bg-ui-tag-neutral-icon",
}

/** Drawn as Medusa draws the activities of an order. */
export const OperationItem = ({
  operation,
  currencyCode,
  isLast,
}: OperationItemProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate, getRelativeDate } = useDate()
  const title = useOperationTitle(operation, currencyCode)
  const date = operation.settled_at ?? operation.created_at
  return (
    <li className="grid grid-cols-[20px_1fr] items-start gap-2">
      <div
        aria-hidden
        className="flex size-full flex-col items-center gap-y-0.5"
      >
        <div className="flex size-5 items-center justify-center">
          <div className="bg-ui-bg-base shadow-borders-base flex size-2.5 items-center justify-center rounded-full">
            <div
              className={clx("size-1.5 rounded-full", DOTS[operation.status])}
            />
          </div>
        </div>
        {!isLast && <div className="bg-ui-border-base w-px flex-1" />}
      </div>
      <div className={clx("flex flex-col gap-y-1", { "pb-4": !isLast })}>
        <div className="flex items-start justify-between gap-x-2">
          <Text size="small" leading="compact" weight="plus">
            <bdi>{title}</bdi>
          </Text>
          <Tooltip content={getFullDate({ date, includeTime: true })}>
            <time
              dateTime={date}
              className="txt-compact-small text-ui-fg-subtle shrink-0"
            >
              {getRelativeDate(date)}
            </time>
          </Tooltip>
        </div>
        <OperationCause operation={operation} />
        {operation.status !== "done" && (
          <ServerMessage>{operation.reason}</ServerMessage>
        )}
        {operation.status === "wanted" && operation.attempts > 0 && (
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
  return amount === null
    ? t(`order.operation.${kind}.${status}`)
    : t(`order.operation.${kind}Amount.${status}`, {
        amount: getLocaleAmount(amount, currencyCode),
      })
}
