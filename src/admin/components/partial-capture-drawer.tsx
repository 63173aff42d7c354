import {
  Button,
  CurrencyInput,
  Drawer,
  Hint,
  InlineTip,
  Label,
} from "@medusajs/ui"
import { type FormEvent, type RefObject, useId, useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import type { PaymentDescription } from "../../api/admin/stripe-checkout/orders/responses"
import { useCapturePlanText } from "../hooks/use-capture-plan"
import {
  newRequestId,
  useCaptureOrder,
  useIsOrderBusy,
} from "../hooks/use-order-actions"
import {
  isWhole,
  type PlannedCapture,
  planCapture,
  sumReleased,
} from "../lib/capture-plan"
import {
  getDecimalDigits,
  getLocaleAmount,
  getNativeSymbol,
} from "../lib/money"
import {
  type AvailableAmount,
  type PartialCaptureValidation,
  validatePartialCapture,
} from "../lib/order-payments"
import { DrawerHeader } from "./drawer-header"
import { FocusedDrawer } from "./focused-drawer"

interface PartialCaptureDrawerProps {
  /** Gets the keyboard focus back when the drawer closes. */
  readonly opener: RefObject<HTMLElement>
  readonly orderId: string
  readonly capturable: AvailableAmount
  readonly payments: readonly PaymentDescription[]
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

export const PartialCaptureDrawer = (props: PartialCaptureDrawerProps) => {
  const field = useRef<HTMLInputElement>(null)
  return (
    <FocusedDrawer
      isOpen={props.isOpen}
      onClose={() => props.onOpenChange(false)}
      opener={props.opener}
      field={field}
    >
      <PartialCaptureForm {...props} field={field} />
    </FocusedDrawer>
  )
}

interface PartialCaptureFormProps extends PartialCaptureDrawerProps {
  readonly field: RefObject<HTMLInputElement>
}

const PartialCaptureForm = ({
  orderId,
  capturable,
  payments,
  field,
  onOpenChange,
}: PartialCaptureFormProps) => {
  const { t } = useTranslation("stripeCheckout")
  const [amount, setAmount] = useState<number | null>(null)
  const [isSubmitted, setSubmitted] = useState(false)
  const isBusy = useIsOrderBusy(orderId)
  const capture = useCaptureOrder(orderId)
  const validation = validatePartialCapture(amount, capturable.amount)
  const money = (major: number) =>
    getLocaleAmount(major, capturable.currencyCode)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setSubmitted(true)
    if (validation.isValid) {
      capture.mutate(
        { amount: validation.amount, request_id: newRequestId() },
        { onSuccess: () => onOpenChange(false) }
      )
    }
  }
  return (
    <form className="flex flex-1 flex-col overflow-hidden" onSubmit={submit}>
      <DrawerHeader
        title={t("order.partialCapture.title")}
        description={t(
          payments.some(({ actions }) => actions.capture.keeps_rest)
            ? "order.partialCapture.keepsRest"
            : "order.partialCapture.text",
          { held: money(capturable.amount) }
        )}
      />
      <Drawer.Body className="flex-1 overflow-y-auto">
        <PartialAmountField
          field={field}
          capturable={capturable}
          payments={payments}
          validation={validation}
          isSubmitted={isSubmitted}
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
            {validation.isValid
              ? t("order.action.capture", { amount: money(validation.amount) })
              : t("order.confirm.capture")}
          </Button>
        </div>
      </Drawer.Footer>
    </form>
  )
}

interface PartialAmountFieldProps {
  readonly field: RefObject<HTMLInputElement>
  readonly capturable: AvailableAmount
  readonly payments: readonly PaymentDescription[]
  readonly validation: PartialCaptureValidation
  /** An empty field is no error before the first submit. */
  readonly isSubmitted: boolean
  readonly onAmountChange: (amount: number | null) => void
}

const PartialAmountField = ({
  field,
  capturable: { amount, currencyCode },
  payments,
  validation,
  isSubmitted,
  onAmountChange,
}: PartialAmountFieldProps) => {
  const { t } = useTranslation("stripeCheckout")
  const fieldId = useId()
  const hintId = useId()
  const money = (major: number) => getLocaleAmount(major, currencyCode)
  const isTooMuch = !validation.isValid && validation.problem === "tooMuch"
  const isInvalid = isTooMuch || (isSubmitted && !validation.isValid)
  return (
    <div className="[&_p.select-none]:text-ui-fg-subtle flex flex-col gap-y-2">
      <Label htmlFor={fieldId} size="small" weight="plus">
        {t("order.partialCapture.amount")}
      </Label>
      <CurrencyInput
        id={fieldId}
        ref={field}
        code={currencyCode}
        symbol={getNativeSymbol(currencyCode)}
        decimalsLimit={getDecimalDigits(currencyCode)}
        allowNegativeValue={false}
        aria-invalid={isInvalid}
        aria-describedby={hintId}
        onValueChange={(_value, _name, values) =>
          onAmountChange(values?.float ?? null)
        }
      />
      <div id={hintId} role="status">
        {validation.isValid ? (
          <RemainderHint
            plan={planCapture(payments, validation.amount)}
            currencyCode={currencyCode}
          />
        ) : (
          isInvalid && (
            <Hint variant="error">
              {t(`order.partialCapture.${validation.problem}`, {
                held: money(amount),
              })}
            </Hint>
          )
        )}
      </div>
    </div>
  )
}

interface RemainderHintProps {
  readonly plan: readonly PlannedCapture[]
  readonly currencyCode: string
}

/** What is released and, where there are several holds, which covers what. */
const RemainderHint = ({ plan, currencyCode }: RemainderHintProps) => {
  const { t } = useTranslation("stripeCheckout")
  const textsOf = useCapturePlanText()
  const remainder = sumReleased(plan)
  const isOne = plan.length === 1
  return remainder > 0 ? (
    <InlineTip
      label={t("order.partialCapture.remainderLabel")}
      variant="warning"
    >
      {isOne
        ? t("order.partialCapture.remainder", {
            remainder: getLocaleAmount(remainder, currencyCode),
          })
        : textsOf(plan, currencyCode).join(" ")}
    </InlineTip>
  ) : (
    <Hint>
      {isOne && plan.every(isWhole)
        ? t("order.partialCapture.full")
        : textsOf(plan, currencyCode).join(" ")}
    </Hint>
  )
}
