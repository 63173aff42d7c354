import { Button, Text } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import type {
  OperationDescription,
  OrderPaymentsDescription,
  PaymentDescription,
} from "../../api/admin/stripe-checkout/orders/answers"
import { OperationItem } from "./operation-item"

const SHORT = 3

/** What was wanted of the money and what came of it, newest first. */
export const OperationHistory = ({
  described: { payments },
}: {
  readonly described: OrderPaymentsDescription
}) => {
  const { t } = useTranslation("stripeCheckout")
  const [isLong, setLong] = useState(false)
  const titleId = useId()
  const listId = useId()

  const operations = newestFirst(payments)
  if (!operations.length) {
    return null
  }
  const shown = isLong ? operations : operations.slice(0, SHORT)
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
      {operations.length > SHORT && (
        <Button
          size="small"
          variant="transparent"
          className="text-ui-fg-subtle -ms-2"
          aria-expanded={isLong}
          aria-controls={listId}
          onClick={() => setLong(!isLong)}
        >
          {isLong
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
  payments: readonly PaymentDescription[]
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
