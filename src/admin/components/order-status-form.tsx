import { Button, Hint, Label, Select } from "@medusajs/ui"
import { type FormEvent, useId, useState } from "react"
import { useTranslation } from "react-i18next"

import type { OrderPaymentsDescription } from "../../api/admin/stripe-checkout/orders/responses"
import { useStatusName } from "../hooks/use-labels"
import { useIsOrderBusy, useSetOrderStatus } from "../hooks/use-order-actions"
import { usePermission } from "../hooks/use-permissions"

interface OrderStatusFormProps {
  readonly orderPayments: OrderPaymentsDescription
}

/** Sets the next order status, by the transitions that have an effect now. */
export const OrderStatusForm = ({ orderPayments }: OrderStatusFormProps) => {
  const { order_id, order_status, allowed_statuses } = orderPayments
  const { isAllowed } = usePermission("update")
  return isAllowed && allowed_statuses.length ? (
    // Reset for each status: an earlier choice was made for another one.
    <Transitions
      key={`${order_id} ${order_status ?? ""}`}
      orderPayments={orderPayments}
    />
  ) : null
}

const Transitions = ({
  orderPayments: { order_id, order_status, allowed_statuses, status_effects },
}: OrderStatusFormProps) => {
  const { t, i18n } = useTranslation("stripeCheckout")
  const [chosen, setChosen] = useState(order_status ?? "")
  const nameOf = useStatusName()
  const isBusy = useIsOrderBusy(order_id)
  const setStatus = useSetOrderStatus(order_id)
  const selectId = useId()
  const hintId = useId()
  const effect = status_effects[chosen]
  const isChoiceOf = (status: string) => allowed_statuses.includes(status)
  const isChoice = isChoiceOf(chosen)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setStatus.mutate({ status: chosen })
  }
  return (
    <form className="flex flex-col gap-y-2 px-6 py-4" onSubmit={submit}>
      <Label htmlFor={selectId} size="small" weight="plus">
        {t("order.status.label")}
      </Label>
      <div className="flex items-center gap-x-2">
        <div className="min-w-0 flex-1">
          <Select
            dir={i18n.dir()}
            size="small"
            value={chosen}
            onValueChange={setChosen}
            disabled={isBusy}
          >
            <Select.Trigger id={selectId} aria-describedby={hintId}>
              <Select.Value placeholder={t("order.status.none")} />
            </Select.Trigger>
            <Select.Content>
              {order_status !== null && !isChoiceOf(order_status) && (
                <Select.Item value={order_status}>
                  {nameOf(order_status)}
                </Select.Item>
              )}
              {allowed_statuses.map((status) => (
                <Select.Item key={status} value={status}>
                  {nameOf(status)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </div>
        <Button
          type="submit"
          size="small"
          variant="secondary"
          className="shrink-0"
          disabled={!isChoice || isBusy}
          isLoading={setStatus.isPending}
        >
          {t("order.status.set")}
        </Button>
      </div>
      {effect && <Hint id={hintId}>{t(`order.status.${effect}`)}</Hint>}
    </form>
  )
}
