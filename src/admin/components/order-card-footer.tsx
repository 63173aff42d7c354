import { Button, Text } from "@medusajs/ui"
import { type ReactNode, useRef } from "react"
import { useTranslation } from "react-i18next"

import type {
  OrderPaymentsDescription,
  PaymentDescription,
} from "../../api/admin/stripe-checkout/orders/responses"
import { useCapturePlanText } from "../hooks/use-capture-plan"
import { useConfirmMoneyAction } from "../hooks/use-confirm"
import { useDate } from "../hooks/use-date"
import { useCaptureOrder, useIsOrderBusy } from "../hooks/use-order-actions"
import { usePermission } from "../hooks/use-permissions"
import { isWhole, planCapture } from "../lib/capture-plan"
import { getLocaleAmount } from "../lib/money"
import { readCapturable, readRefusal } from "../lib/order-payments"
import { PermissionNote } from "./permission-note"

interface OrderCardFooterProps {
  readonly orderPayments: OrderPaymentsDescription
  readonly hasFailed: boolean
  readonly onRetry: () => void
}

/** When the payments were last synchronized, and the most common action. */
export const OrderCardFooter = ({
  orderPayments,
  hasFailed,
  onRetry,
}: OrderCardFooterProps) => {
  const isBusy = useIsOrderBusy(orderPayments.order_id)
  return (
    <div className="bg-ui-bg-subtle flex items-center justify-between gap-x-2 rounded-b-lg px-6 py-4">
      <div className="flex flex-col gap-y-1">
        <PermissionNote needs="update" />
        <CaptureRefusal orderPayments={orderPayments} />
        {hasFailed && !isBusy ? (
          <RefreshError onRetry={onRetry} />
        ) : (
          <Progress orderPayments={orderPayments} isBusy={isBusy} />
        )}
      </div>
      <div className="flex shrink-0 flex-wrap items-center justify-end gap-2">
        <CaptureButton orderPayments={orderPayments} />
      </div>
    </div>
  )
}

/** Why there is no button although there is a hold. */
const CaptureRefusal = ({
  orderPayments: { payments, is_pending },
}: Pick<OrderCardFooterProps, "orderPayments">) => {
  const { t } = useTranslation("stripeCheckout")
  const { isAllowed } = usePermission("update")
  const refusal = readRefusal("capture", payments)
  if (!isAllowed || !refusal || refusal === "nothing_held" || is_pending) {
    return null
  }
  return <Note>{t(`order.refusal.${refusal}`)}</Note>
}

interface ProgressProps {
  readonly orderPayments: OrderPaymentsDescription
  readonly isBusy: boolean
}

const Progress = ({ orderPayments, isBusy }: ProgressProps) => {
  const { t } = useTranslation("stripeCheckout")
  if (!isBusy && !orderPayments.is_pending) {
    return <LastSynced payments={orderPayments.payments} />
  }
  return <Note role="status">{t(isBusy ? "order.busy" : "order.pending")}</Note>
}

interface LastSyncedProps {
  readonly payments: readonly PaymentDescription[]
}

/** With several payments, the one whose last synchronization is the longest ago. */
const LastSynced = ({ payments }: LastSyncedProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { getRelativeDate } = useDate()
  const [oldest] = payments.flatMap(({ synced_at }) => synced_at ?? []).sort()
  if (oldest === undefined) {
    return <Note>{t("order.neverSynced")}</Note>
  }
  return (
    <Note>
      <time dateTime={oldest}>
        {t("order.synced", { when: getRelativeDate(oldest) })}
      </time>
    </Note>
  )
}

interface NoteProps {
  readonly role?: "status"
  readonly children: ReactNode
}

const Note = ({ role, children }: NoteProps) => (
  <Text
    size="small"
    leading="compact"
    className="text-ui-fg-subtle"
    role={role}
  >
    <bdi>{children}</bdi>
  </Text>
)

const RefreshError = ({ onRetry }: Pick<OrderCardFooterProps, "onRetry">) => {
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
  orderPayments: { order_id, payments, is_pending },
}: Pick<OrderCardFooterProps, "orderPayments">) => {
  const { t } = useTranslation("stripeCheckout")
  const isBusy = useIsOrderBusy(order_id)
  const button = useRef<HTMLButtonElement>(null)
  const capture = useCaptureOrder(order_id)
  const confirm = useConfirmMoneyAction("capture", capture.mutate, button)
  const { isAllowed } = usePermission("update")
  const textsOf = useCapturePlanText()
  const capturable = readCapturable(payments)
  if (!capturable || !isAllowed) {
    return null
  }
  const { amount, currencyCode } = capturable
  const plan = planCapture(payments, null)
  // One hold that is captured whole has nothing to preview.
  const isPlain = plan.length === 1 && plan.every(isWhole)
  const preview = isPlain ? [] : textsOf(plan, currencyCode)
  return (
    <Button
      ref={button}
      size="small"
      className="shrink-0"
      disabled={isBusy || is_pending}
      isLoading={capture.isPending || is_pending}
      onClick={() => void confirm(capturable, preview)}
    >
      <bdi>
        {t("order.action.capture", {
          amount: getLocaleAmount(amount, currencyCode),
        })}
      </bdi>
    </Button>
  )
}
