import { Button, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { ServerMessage } from "./server-message"

interface LoadingFailedProps {
  readonly title: string
  readonly message: string
  readonly isRetrying: boolean
  readonly onRetry: () => void
}

/** Above what is known from before, if there is anything. */
export const LoadingFailed = ({
  title,
  message,
  isRetrying,
  onRetry,
}: LoadingFailedProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <div className="flex items-center justify-between gap-x-4 px-6 py-4">
      <div className="flex flex-col gap-y-1" role="alert">
        <Text size="small" leading="compact" weight="plus">
          {title}
        </Text>
        <ServerMessage>{message}</ServerMessage>
      </div>
      <Button
        size="small"
        variant="secondary"
        className="shrink-0"
        isLoading={isRetrying}
        onClick={onRetry}
      >
        {t("order.error.retry")}
      </Button>
    </div>
  )
}
