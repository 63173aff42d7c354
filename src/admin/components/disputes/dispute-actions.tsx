import { ArrowUpRightOnBox } from "@medusajs/icons"
import { Button, usePrompt } from "@medusajs/ui"
import { useRef } from "react"
import { useTranslation } from "react-i18next"

import type {
  DisputeDescription,
  PaymentDescription,
} from "../../../api/admin/stripe-checkout/orders/responses"
import { useApproveReview, useRefundPayment } from "../../hooks/use-disputes"
import { useConfirmMoneyAction } from "../../hooks/use-confirm"
import { useIsOrderBusy, useReleaseOrder } from "../../hooks/use-order-actions"
import { usePermission } from "../../hooks/use-permissions"
import { getLocaleAmount } from "../../lib/money"
import { PermissionNote } from "../permission-note"

interface DisputeActionsProps {
  readonly orderId: string
  readonly payment: PaymentDescription
  readonly dispute: DisputeDescription
}

/**
 * A dispute is answered at Stripe. A review is approved, or ended by releasing or refunding
 * the money; after a fraud warning, the same prevents a dispute. Only what the user's role
 * allows is offered, and what it lacks is said here or at the card's foot.
 */
export const DisputeActions = (props: DisputeActionsProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { dispute, payment } = props
  const mayUpdate = usePermission("update").isAllowed
  if (!dispute.is_open) {
    return null
  }
  const canEnd = dispute.kind !== "dispute"
  return (
    <div className="flex flex-wrap items-center gap-2">
      {dispute.kind === "review" && mayUpdate && <ApproveButton {...props} />}
      {canEnd && mayUpdate && <ReleaseButton {...props} />}
      {canEnd && <RefundButton {...props} />}
      {payment.dashboard_url && (
        <Button size="small" variant="secondary" asChild>
          <a
            href={payment.dashboard_url}
            target="_blank"
            rel="noopener noreferrer"
          >
            {t(`disputes.action.open.${canEnd ? "other" : "dispute"}`)}
            <ArrowUpRightOnBox className="text-ui-fg-muted rtl:-scale-x-100" />
          </a>
        </Button>
      )}
    </div>
  )
}

const ApproveButton = ({ orderId, dispute }: DisputeActionsProps) => {
  const { t } = useTranslation("stripeCheckout")
  const isBusy = useIsOrderBusy(orderId)
  const { mutate, isPending } = useApproveReview(orderId)
  return (
    <Button
      size="small"
      disabled={isBusy}
      isLoading={isPending}
      onClick={() => mutate({ review_id: dispute.stripe_id })}
    >
      {t("disputes.action.approve")}
    </Button>
  )
}

/** Of the order as a whole, as the card's own menu releases it. */
const ReleaseButton = ({ orderId, payment }: DisputeActionsProps) => {
  const { t } = useTranslation("stripeCheckout")
  const button = useRef<HTMLButtonElement>(null)
  const isBusy = useIsOrderBusy(orderId)
  const release = useReleaseOrder(orderId)
  const confirm = useConfirmMoneyAction("release", release.mutate, button)
  const { amounts, currency_code } = payment
  if (amounts.held <= 0) {
    return null
  }
  return (
    <Button
      ref={button}
      size="small"
      variant="secondary"
      disabled={isBusy}
      isLoading={release.isPending}
      onClick={() =>
        void confirm({ amount: amounts.held, currencyCode: currency_code })
      }
    >
      {t("order.action.release")}
    </Button>
  )
}

/** By Medusa's own route, so that the order's ledger is right. */
const RefundButton = ({ orderId, payment }: DisputeActionsProps) => {
  const { t } = useTranslation("stripeCheckout")
  const prompt = usePrompt()
  const button = useRef<HTMLButtonElement>(null)
  const isBusy = useIsOrderBusy(orderId)
  const refund = useRefundPayment(orderId)
  const { amounts, currency_code, payment_id } = payment
  const kept = Number((amounts.captured - amounts.refunded).toFixed(3))
  const { isAllowed } = usePermission("refund")
  if (kept <= 0 || payment_id === null) {
    return null
  }
  if (!isAllowed) {
    return <PermissionNote needs="refund" />
  }
  const amount = getLocaleAmount(kept, currency_code)
  const confirm = async () => {
    const isConfirmed = await prompt({
      title: t("disputes.refund.title", { amount }),
      description: t("disputes.refund.text"),
      confirmText: t("disputes.refund.confirm"),
      cancelText: t("actions.cancel"),
      variant: "danger",
    })
    setTimeout(() => button.current?.focus())
    if (isConfirmed) {
      refund.mutate({ payment_id, amount: kept })
    }
  }
  return (
    <Button
      ref={button}
      size="small"
      variant="secondary"
      disabled={isBusy}
      isLoading={refund.isPending}
      onClick={() => void confirm()}
    >
      <bdi>{t("disputes.action.refund", { amount })}</bdi>
    </Button>
  )
}
