import { useDate } from "@medusajs/dashboard/hooks"
import { getLocaleAmount } from "@medusajs/dashboard/lib"
import { Button, Text } from "@medusajs/ui"
import { useRef } from "react"
import { useTranslation } from "react-i18next"

import type { OrderPaymentsDescription } from "../../api/admin/stripe-checkout/orders/answers"
import { useCaptureOrder } from "../hooks/use-capture-order"
import { useConfirmCapture } from "../hooks/use-confirm-capture"
import { useIsOrderBusy } from "../hooks/use-order-actions"
import { readCapturable, whyNot } from "../lib/order-payments"

interface OrderCardFooterProps {
  readonly described: OrderPaymentsDescription
  readonly hasFailed: boolean
  readonly onRetry: () => void
}

/** When it was looked last, and the one thing that is done most. */
export const OrderCardFooter = ({
  described,
  hasFailed,
  onRetry,
}: OrderCardFooterProps) => {
  const isBusy = useIsOrderBusy(described.order_id)
  return (
    <div className="bg-ui-bg-subtle flex items-center justify-between gap-x-2 rounded-b-lg px-6 py-4">
      <div className="flex flex-col gap-y-1">
        <Refused described={described} />
        {hasFailed && !isBusy ? (
          <Stale onRetry={onRetry} />
        ) : (
          <Progress described={described} isBusy={isBusy} />
        )}
      </div>
      <CaptureButton described={described} />
    </div>
  )
}

/** Why there is no button although money is held. */
const Refused = ({
  described: { payments, is_in_flight },
}: Pick<OrderCardFooterProps, "described">) => {
  const { t } = useTranslation("stripeCheckout")
  const refusal = whyNot("capture", payments)
  if (!refusal || refusal === "nothing_held" || is_in_flight) {
    return null
  }
  return (
    <Text size="small" leading="compact" className="text-ui-fg-subtle">
      <bdi>{t(`order.refusal.${refusal}`)}</bdi>
    </Text>
  )
}

interface ProgressProps {
  readonly described: OrderPaymentsDescription
  readonly isBusy: boolean
}

const Progress = ({ described, isBusy }: ProgressProps) => {
  const { t } = useTranslation("stripeCheckout")
  if (!isBusy && !described.is_in_flight) {
    return <LookedAt payments={described.payments} />
  }
  return (
    <Text
      size="small"
      leading="compact"
      className="text-ui-fg-subtle"
      role="status"
    >
      <bdi>{t(isBusy ? "order.busy" : "order.inFlight")}</bdi>
    </Text>
  )
}

const LookedAt = ({ payments }: Pick<OrderPaymentsDescription, "payments">) => {
  const { t } = useTranslation("stripeCheckout")
  const { getRelativeDate } = useDate()
  const looks = payments.flatMap(({ looked_at }) => looked_at ?? []).sort()
  const [oldest] = looks
  return (
    <Text size="small" leading="compact" className="text-ui-fg-subtle">
      {oldest === undefined ? (
        t("order.neverLookedAt")
      ) : (
        <time dateTime={oldest}>
          <bdi>{t("order.lookedAt", { when: getRelativeDate(oldest) })}</bdi>
        </time>
      )}
    </Text>
  )
}

const Stale = ({ onRetry }: Pick<OrderCardFooterProps, "onRetry">) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <Text
      size="small"
      leading="compact"
      className="text-ui-tag-orange-text"
      role="alert"
    >
      {t("order.error.stale")}{" "}
      <button
        type="button"
        className="focus-visible:shadow-borders-focus rounded-sm underline outline-none"
        onClick={onRetry}
      >
        {t("order.error.retry")}
      </button>
    </Text>
  )
}

const CaptureButton = ({
  described: { order_id, payments, is_in_flight },
}: Pick<OrderCardFooterProps, "described">) => {
  const { t } = useTranslation("stripeCheckout")
  const isBusy = useIsOrderBusy(order_id)
  const button = useRef<HTMLButtonElement>(null)
  const capture = useCaptureOrder(order_id)
  const confirm = useConfirmCapture(capture.mutate, button)
  const capturable = readCapturable(payments)
  if (!capturable) {
    return null
  }
  const { amount, currencyCode } = capturable
  return (
    <Button
      ref={button}
      size="small"
      className="shrink-0"
      disabled={isBusy}
      isLoading={capture.isPending || is_in_flight}
      onClick={() => void confirm(capturable)}
    >
      <bdi>
        {t("order.action.capture", {
          amount: getLocaleAmount(amount, currencyCode),
        })}
      </bdi>
    </Button>
  )
}
