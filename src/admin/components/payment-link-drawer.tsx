import { Button, CurrencyInput, Drawer, Input, Label } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { type FormEvent, type RefObject, useId, useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import type {
  OpenLinkDescription,
  OrderPaymentsDescription,
} from "../../api/admin/stripe-checkout/orders/responses"
import { useCreatePaymentLink } from "../hooks/use-order-actions"
import { orderPaymentsKeys } from "../hooks/use-order-payments"
import { getDecimalDigits, getNativeSymbol } from "../lib/money"
import { sdk } from "../lib/sdk"
import { DrawerHeader } from "./drawer-header"
import { FocusedDrawer } from "./focused-drawer"

interface PaymentLinkDrawerProps {
  readonly orderPayments: OrderPaymentsDescription
  readonly opener: RefObject<HTMLElement>
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** A link for a part of what is missing, until when it is valid, and its QR code. */
export const PaymentLinkDrawer = ({
  orderPayments,
  opener,
  isOpen,
  onClose,
}: PaymentLinkDrawerProps) => {
  const field = useRef<HTMLInputElement>(null)
  return (
    <FocusedDrawer {...{ isOpen, onClose, opener, field }}>
      <LinkForm orderPayments={orderPayments} field={field} />
    </FocusedDrawer>
  )
}

const LinkForm = ({
  orderPayments: { order_id, payment_link },
  field,
}: Pick<PaymentLinkDrawerProps, "orderPayments"> & {
  readonly field: RefObject<HTMLInputElement>
}) => {
  const { t } = useTranslation("stripeCheckout")
  const { amount: missing, currency_code: code, open } = payment_link
  const valid = open?.has_expired ? null : open
  const [amount, setAmount] = useState<number | null>(valid?.amount ?? null)
  const [until, setUntil] = useState(toLocalTime(valid?.expires_at ?? null))
  const create = useCreatePaymentLink(order_id)
  const id = useId()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({
      amount: amount === missing ? null : amount,
      expires_at: until ? new Date(until).toISOString() : null,
    })
  }
  return (
    <form className="flex flex-1 flex-col overflow-hidden" onSubmit={submit}>
      <DrawerHeader
        title={t("order.outstanding.link")}
        description={t("order.outstanding.linkText")}
      />
      <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
        <div className="[&_p.select-none]:text-ui-fg-subtle flex flex-col gap-y-2">
          <Label htmlFor={id} size="small" weight="plus">
            {t("order.outstanding.amount")}
          </Label>
          <CurrencyInput
            id={id}
            ref={field}
            code={code}
            symbol={getNativeSymbol(code)}
            decimalsLimit={getDecimalDigits(code)}
            allowNegativeValue={false}
            defaultValue={amount ?? missing}
            onValueChange={(_value, _name, values) =>
              setAmount(values?.float ?? null)
            }
          />
        </div>
        <div className="flex flex-col gap-y-2">
          <Label htmlFor={`${id}-until`} size="small" weight="plus">
            {t("order.outstanding.until")}
          </Label>
          <Input
            id={`${id}-until`}
            type="datetime-local"
            value={until}
            onChange={({ target }) => setUntil(target.value)}
          />
        </div>
        {valid && <QrCode orderId={order_id} link={valid} />}
      </Drawer.Body>
      <Drawer.Footer>
        <Button type="submit" size="small" isLoading={create.isPending}>
          {t("order.outstanding.copy")}
        </Button>
      </Drawer.Footer>
    </form>
  )
}

/** Drawn by the server. On white, so that a till's camera reads it in dark mode, too. */
const QrCode = ({
  orderId,
  link,
}: {
  readonly orderId: string
  readonly link: OpenLinkDescription
}) => {
  const { t } = useTranslation("stripeCheckout")
  const { data } = useQuery({
    queryKey: orderPaymentsKeys.qrCode(orderId, link),
    queryFn: async () => {
      const answer = await sdk.client.fetch<Response>(
        `/admin/stripe-checkout/orders/${orderId}/payment-link/qr-code`,
        { headers: { accept: "image/svg+xml" } }
      )
      return `data:image/svg+xml,${encodeURIComponent(await answer.text())}`
    },
  })
  return data ? (
    <div className="flex flex-col items-start gap-y-2">
      <img
        src={data}
        alt={t("order.outstanding.qrCode")}
        className="border-ui-border-base w-48 rounded-md border"
      />
      <a
        href={data}
        download="payment-link.svg"
        className="txt-small focus-visible:shadow-borders-focus rounded-sm underline outline-none"
      >
        {t("order.outstanding.download")}
      </a>
    </div>
  ) : null
}

/** As the browser's own field has it: the user's time, without a zone. */
function toLocalTime(date: string | null): string {
  if (!date) {
    return ""
  }
  const time = new Date(date)
  time.setMinutes(time.getMinutes() - time.getTimezoneOffset())
  return time.toISOString().slice(0, 16)
}
