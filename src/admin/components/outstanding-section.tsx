import { Button, Text } from "@medusajs/ui"
import { useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import type {
  OrderPaymentsDescription,
  PaymentLinkOffer,
} from "../../api/admin/stripe-checkout/orders/responses"
import {
  newRequestId,
  useCreatePaymentLink,
  useEmailPaymentLink,
  useIsOrderBusy,
} from "../hooks/use-order-actions"
import { usePermission } from "../hooks/use-permissions"
import { getLocaleAmount } from "../lib/money"
import { ActionButton } from "./action-button"
import { ChargeSavedCard } from "./charge-saved-card"
import { PaymentLinkDrawer } from "./payment-link-drawer"
import { SectionRow } from "./section-row"

interface OutstandingSectionProps {
  readonly orderPayments: OrderPaymentsDescription
}

/** What the order owes and nobody holds, and how to request it. Nothing while nothing is missing. */
export const OutstandingSection = ({
  orderPayments,
}: OutstandingSectionProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { payment_link: link } = orderPayments
  const { isAllowed } = usePermission("update")
  if (link.amount <= 0) {
    return null
  }
  return (
    <>
      <SectionRow
        title={t("order.outstanding.title")}
        value={
          <bdi className="text-ui-fg-base">
            {getLocaleAmount(link.amount, link.currency_code)}
          </bdi>
        }
      />
      {isAllowed && (
        <div className="flex flex-col gap-y-2 px-6 py-4">
          {link.allowed ? (
            <LinkButtons orderPayments={orderPayments} />
          ) : (
            <Refusal link={link} />
          )}
        </div>
      )}
    </>
  )
}

const LinkButtons = ({ orderPayments }: OutstandingSectionProps) => {
  const { order_id, payment_link, is_pending } = orderPayments
  const [isDrawerOpen, setDrawerOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const { t } = useTranslation("stripeCheckout")
  const isBusy = useIsOrderBusy(order_id) || is_pending
  const create = useCreatePaymentLink(order_id)
  const email = useEmailPaymentLink(order_id)
  const { reason } = payment_link.email
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <ActionButton
          variant="secondary"
          disabled={isBusy}
          isLoading={create.isPending}
          onClick={() => create.mutate({})}
        >
          {t("order.outstanding.copy")}
        </ActionButton>
        <ActionButton
          variant="secondary"
          disabled={isBusy || reason !== null}
          isLoading={email.isPending}
          onClick={() => email.mutate({ request_id: newRequestId() })}
        >
          {t("order.outstanding.email")}
        </ActionButton>
        <Button
          ref={opener}
          size="small"
          variant="transparent"
          disabled={isBusy}
          onClick={() => setDrawerOpen(true)}
        >
          {t("order.outstanding.more")}
        </Button>
        <ChargeSavedCard
          orderId={order_id}
          amount={payment_link.amount}
          currencyCode={payment_link.currency_code}
          isBusy={isBusy}
        />
      </div>
      <PaymentLinkDrawer
        orderPayments={orderPayments}
        opener={opener}
        isOpen={isDrawerOpen}
        onClose={() => setDrawerOpen(false)}
      />
      {reason && <Note>{t(`order.outstanding.emailRefusal.${reason}`)}</Note>}
    </>
  )
}

const Refusal = ({ link }: { readonly link: PaymentLinkOffer }) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    link.reason && <Note>{t(`order.outstanding.refusal.${link.reason}`)}</Note>
  )
}

const Note = ({ children }: { readonly children: string }) => (
  <Text
    size="small"
    leading="compact"
    className="text-ui-fg-subtle text-pretty"
  >
    <bdi>{children}</bdi>
  </Text>
)
