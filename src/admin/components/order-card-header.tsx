import {
  ArrowPath,
  CreditCard,
  EllipsisHorizontal,
  XCircle,
} from "@medusajs/icons"
import { Badge, Heading, IconButton } from "@medusajs/ui"
import { useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import type {
  OrderPaymentsDescription,
  ActionRefusal,
} from "../../api/admin/stripe-checkout/orders/responses"
import { useConfirmMoneyAction } from "../hooks/use-confirm"
import {
  useIsOrderBusy,
  useReleaseOrder,
  useSynchronizeOrder,
} from "../hooks/use-order-actions"
import { usePermission } from "../hooks/use-permissions"
import {
  readCapturable,
  readRefusal,
  readReleasable,
} from "../lib/order-payments"
import { ActionMenu } from "./action-menu"
import { PartialCaptureDrawer } from "./partial-capture-drawer"
import { PaymentStatusBadge } from "./payment-status-badge"

interface OrderCardHeaderProps {
  readonly orderPayments: OrderPaymentsDescription
  readonly headingId: string
}

export const OrderCardHeader = ({
  orderPayments,
  headingId,
}: OrderCardHeaderProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { payments } = orderPayments
  const onlyPayment = payments.length === 1 ? payments[0] : undefined
  const isTestMode = payments.some(({ is_test_mode }) => is_test_mode)
  return (
    <div className="flex items-center justify-between gap-x-2 px-6 py-4">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Heading level="h2" id={headingId}>
          {t("order.title")}
        </Heading>
        {isTestMode && (
          <Badge size="2xsmall" color="orange" className="text-nowrap">
            {t("order.testMode")}
          </Badge>
        )}
      </div>
      <div className="flex items-center gap-x-4">
        {onlyPayment && (
          <PaymentStatusBadge status={onlyPayment.payment_status} />
        )}
        <OrderCardMenu orderPayments={orderPayments} />
      </div>
    </div>
  )
}

const OrderCardMenu = ({
  orderPayments: { order_id, payments, is_pending },
}: Pick<OrderCardHeaderProps, "orderPayments">) => {
  const { t } = useTranslation("stripeCheckout")
  const [isDrawerOpen, setDrawerOpen] = useState(false)
  const menu = useRef<HTMLButtonElement>(null)
  const isBusy = useIsOrderBusy(order_id)
  const synchronize = useSynchronizeOrder(order_id)
  const release = useReleaseOrder(order_id)
  const confirmRelease = useConfirmMoneyAction("release", release.mutate, menu)
  const capturable = readCapturable(payments)
  const releasable = readReleasable(payments)

  const permission = usePermission("update")
  const isRunning = isBusy || is_pending

  const disableFor = (refusal: ActionRefusal | null) => ({
    disabled: isRunning || refusal !== null || !permission.isAllowed,
    disabledTooltip:
      permission.refusal ?? t(`order.refusal.${refusal ?? "busy"}`),
  })
  return (
    <>
      <ActionMenu
        groups={[
          [
            {
              icon: <CreditCard />,
              label: t("order.action.capturePartially"),
              onClick: () => setDrawerOpen(true),
              ...disableFor(readRefusal("capture", payments)),
            },
            {
              icon: <ArrowPath />,
              label: t("order.action.synchronize"),
              onClick: () => synchronize.mutate({}),
              ...disableFor(null),
              // What is pending may be waiting for just this.
              disabled: isBusy || !permission.isAllowed,
            },
          ],
          [
            {
              icon: <XCircle />,
              label: t("order.action.release"),
              onClick: () => releasable && void confirmRelease(releasable),
              ...disableFor(readRefusal("release", payments)),
            },
          ],
        ]}
      >
        <IconButton
          ref={menu}
          size="small"
          variant="transparent"
          aria-label={t("order.menu")}
        >
          <EllipsisHorizontal />
        </IconButton>
      </ActionMenu>
      {capturable && (
        <PartialCaptureDrawer
          orderId={order_id}
          opener={menu}
          capturable={capturable}
          payments={payments}
          isOpen={isDrawerOpen}
          onOpenChange={setDrawerOpen}
        />
      )}
    </>
  )
}
