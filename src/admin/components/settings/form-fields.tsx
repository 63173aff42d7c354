import { Hint, Input, Label, Select } from "@medusajs/ui"
import { type ReactNode, useId } from "react"
import { useTranslation } from "react-i18next"

import type { SettingsProblemDescription } from "../../../api/admin/stripe-checkout/settings/responses"

interface FieldProps {
  readonly label: string
  readonly hint?: string
  readonly problems?: readonly SettingsProblemDescription[]
}

interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isDisabled: boolean
  readonly placeholder?: string
  readonly inputMode?: "text" | "numeric"
}

/** Statuses and lists of them: never a word that the browser should correct. */
export const TextField = ({
  value,
  onChange,
  isDisabled,
  placeholder,
  inputMode = "text",
  ...field
}: TextFieldProps) => {
  const isInvalid = (field.problems ?? []).length > 0
  return (
    <Field {...field}>
      {({ id, hintId }) => (
        <Input
          id={id}
          size="small"
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          inputMode={inputMode}
          value={value}
          disabled={isDisabled}
          aria-invalid={isInvalid}
          aria-describedby={hintId}
          {...(placeholder === undefined ? {} : { placeholder })}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

interface ChoiceFieldProps<Choice extends string> extends FieldProps {
  readonly value: Choice
  readonly choices: readonly {
    readonly value: Choice
    readonly label: string
  }[]
  readonly onChange: (value: Choice) => void
  readonly isDisabled: boolean
}

export function ChoiceField<Choice extends string>({
  value,
  choices,
  onChange,
  isDisabled,
  ...field
}: ChoiceFieldProps<Choice>) {
  const { i18n } = useTranslation()
  return (
    <Field {...field}>
      {({ id, hintId }) => (
        <Select
          dir={i18n.dir()}
          size="small"
          value={value}
          disabled={isDisabled}
          onValueChange={(chosen) => onChange(chosen as Choice)}
        >
          <Select.Trigger id={id} aria-describedby={hintId}>
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            {choices.map((choice) => (
              <Select.Item key={choice.value} value={choice.value}>
                {choice.label}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      )}
    </Field>
  )
}

const Field = ({
  label,
  hint,
  problems = [],
  children,
}: FieldProps & {
  readonly children: (ids: { id: string; hintId: string }) => ReactNode
}) => {
  const id = useId()
  const hintId = useId()
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-y-1">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      {children({ id, hintId })}
      <div id={hintId}>
        {hint !== undefined && <Hint>{hint}</Hint>}
        <Problems problems={problems} />
      </div>
    </div>
  )
}

export const Problems = ({
  problems,
}: {
  readonly problems: readonly SettingsProblemDescription[]
}) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <>
      {problems.map(({ code, message, params, path }) => (
        <Hint key={`${path} ${message}`} variant="error">
          {t(`settings.ruleProblem.${code}`, {
            ...params,
            status: t(`settings.statusName.${toKey(params["status"])}`, {
              defaultValue: "",
            }),
            context: params["meant"] === null ? "unknown" : undefined,
            defaultValue: message,
          })}
        </Hint>
      ))}
    </>
  )
}

/** The options call it `captureFailed`, the API `capture_failed`. */
function toKey(status: string | null | undefined): string {
  return (status ?? "").replaceAll(
    /[A-Z]/g,
    (letter) => `_${letter.toLowerCase()}`
  )
}
