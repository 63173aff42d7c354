import { Button, Container, Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { ServerMessage } from "./server-message"

interface OrderCardErrorProps {
  readonly message: string
  readonly isRetrying: boolean
  readonly onRetry: () => void
}

export const OrderCardError = ({
  message,
  isRetrying,
  onRetry,
}: OrderCardErrorProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("order.title")}</Heading>
      </div>
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <div className="flex flex-col gap-y-1" role="alert">
          <Text size="small" leading="compact" weight="plus">
            {t("order.error.title")}
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
    </Container>
  )
}
