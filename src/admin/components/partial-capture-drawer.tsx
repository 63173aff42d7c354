import { Button, Drawer } from "@medusajs/ui"
import { type FormEvent, type RefObject, useRef, useState } from "react"
import { getLocaleAmount } from "@medusajs/dashboard/lib"
import { useTranslation } from "react-i18next"

import { useCaptureOrder } from "../hooks/use-capture-order"
import { useIsOrderBusy } from "../hooks/use-order-actions"
import { judgePart } from "../lib/judge-part"
import type { Takeable } from "../lib/order-payments"
import { newRequestId } from "../lib/request-id"
import { DrawerHeader } from "./drawer-header"
import { PartField } from "./part-field"

interface PartialCaptureDrawerProps {
  /** What opened it, where the keyboard goes on afterwards. */
  readonly opener: RefObject<HTMLElement>
  readonly orderId: string
  readonly capturable: Takeable
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

export const PartialCaptureDrawer = (props: PartialCaptureDrawerProps) => {
  const field = useRef<HTMLInputElement>(null)
  return (
    <Drawer open={props.isOpen} onOpenChange={props.onOpenChange}>
      <Drawer.Content
        onOpenAutoFocus={(event) => moveFocus(event, field)}
        onCloseAutoFocus={(event) => moveFocus(event, props.opener)}
      >
        <PartialCaptureForm {...props} field={field} />
      </Drawer.Content>
    </Drawer>
  )
}

/** The drawer would choose its first button, and afterwards nothing. */
function moveFocus(event: Event, target: RefObject<HTMLElement>): void {
  event.preventDefault()
  target.current?.focus()
}

interface PartialCaptureFormProps extends PartialCaptureDrawerProps {
  readonly field: RefObject<HTMLInputElement>
}

const PartialCaptureForm = ({
  orderId,
  capturable,
  field,
  onOpenChange,
}: PartialCaptureFormProps) => {
  const { t } = useTranslation("stripeCheckout")
  const [amount, setAmount] = useState<number | null>(null)
  const [isTried, setTried] = useState(false)
  const isBusy = useIsOrderBusy(orderId)
  const capture = useCaptureOrder(orderId)
  const verdict = judgePart(amount, capturable.amount)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (verdict.isPossible) {
      capture.mutate(
        { amount: verdict.amount, request_id: newRequestId() },
        { onSuccess: () => onOpenChange(false) }
      )
    }
  }
  return (
    <form className="flex flex-1 flex-col overflow-hidden" onSubmit={submit}>
      <DrawerHeader
        title={t("order.part.title")}
        description={t("order.part.text", {
          held: getLocaleAmount(capturable.amount, capturable.currencyCode),
        })}
      />
      <Drawer.Body className="flex-1 overflow-y-auto">
        <PartField
          field={field}
          capturable={capturable}
          verdict={verdict}
          isTried={isTried}
          onAmountChange={setAmount}
        />
      </Drawer.Body>
      <Drawer.Footer>
        <div className="flex items-center justify-end gap-x-2">
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("actions.cancel")}
            </Button>
          </Drawer.Close>
          <Button
            type="submit"
            size="small"
            disabled={isBusy}
            isLoading={capture.isPending}
          >
            {verdict.isPossible
              ? t("order.action.capture", {
                  amount: getLocaleAmount(
                    verdict.amount,
                    capturable.currencyCode
                  ),
                })
              : t("order.confirm.capture")}
          </Button>
        </div>
      </Drawer.Footer>
    </form>
  )
}
