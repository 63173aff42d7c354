import {
  getDecimalDigits,
  getLocaleAmount,
  getNativeSymbol,
} from "@medusajs/dashboard/lib"
import { CurrencyInput, Hint, InlineTip, Label } from "@medusajs/ui"
import { type RefObject, useId } from "react"
import { useTranslation } from "react-i18next"

import type { PartVerdict } from "../lib/judge-part"
import type { Takeable } from "../lib/order-payments"

interface PartFieldProps {
  readonly field: RefObject<HTMLInputElement>
  readonly capturable: Takeable
  readonly verdict: PartVerdict
  /** Before the first try nothing is held against an empty field. */
  readonly isTried: boolean
  readonly onAmountChange: (amount: number | null) => void
}

export const PartField = ({
  field,
  capturable: { amount, currencyCode },
  verdict,
  isTried,
  onAmountChange,
}: PartFieldProps) => {
  const { t } = useTranslation("stripeCheckout")
  const fieldId = useId()
  const hintId = useId()
  const money = (major: number) => getLocaleAmount(major, currencyCode)
  const isTooMuch = !verdict.isPossible && verdict.problem === "tooMuch"
  const isWrong = isTooMuch || (isTried && !verdict.isPossible)
  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={fieldId} size="small" weight="plus">
        {t("order.part.amount")}
      </Label>
      <CurrencyInput
        id={fieldId}
        ref={field}
        code={currencyCode}
        symbol={getNativeSymbol(currencyCode)}
        decimalsLimit={getDecimalDigits(currencyCode)}
        allowNegativeValue={false}
        aria-invalid={isWrong}
        aria-describedby={hintId}
        onValueChange={(_value, _name, values) =>
          onAmountChange(values?.float ?? null)
        }
      />
      <div id={hintId} role="status">
        {verdict.isPossible ? (
          <Consequence rest={verdict.rest} money={money} />
        ) : (
          isWrong && (
            <Hint variant="error">
              {t(`order.part.${verdict.problem}`, { held: money(amount) })}
            </Hint>
          )
        )}
      </div>
    </div>
  )
}

interface ConsequenceProps {
  readonly rest: number
  readonly money: (major: number) => string
}

const Consequence = ({ rest, money }: ConsequenceProps) => {
  const { t } = useTranslation("stripeCheckout")
  return rest > 0 ? (
    <InlineTip label={t("order.part.restLabel")} variant="warning">
      {t("order.part.rest", { rest: money(rest) })}
    </InlineTip>
  ) : (
    <Hint>{t("order.part.whole")}</Hint>
  )
}
