import { Trash } from "@medusajs/icons"
import { IconButton } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { SettingsProblemDescription } from "../../../api/admin/stripe-checkout/settings/responses"
import { problemsAt, RULE_KINDS, type RuleDraft } from "../../lib/settings-form"
import { ChoiceField, TextField } from "./form-fields"

interface RuleEditorProps {
  readonly rule: RuleDraft
  readonly index: number
  readonly problems: readonly SettingsProblemDescription[]
  readonly isDisabled: boolean
  readonly onChange: (rule: RuleDraft) => void
  readonly onRemove: () => void
}

const ORDER_STATUSES = ["completed", "archived"] as const

/** One entry of `captureOn`. */
export const RuleEditor = (props: RuleEditorProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { rule, index, isDisabled, onChange, onRemove } = props
  const number = index + 1
  return (
    <div
      role="group"
      aria-label={t("settings.rules.rule", { number })}
      className="border-ui-border-base flex flex-col gap-3 rounded-lg border p-3 md:flex-row"
    >
      <ChoiceField
        label={t("settings.rules.kind")}
        value={rule.kind}
        isDisabled={isDisabled}
        choices={RULE_KINDS.map((value) => ({
          value,
          label: t(`settings.rules.kinds.${value}`),
        }))}
        onChange={(kind) => onChange({ ...rule, kind })}
      />
      <RuleFields {...props} />
      <IconButton
        type="button"
        size="small"
        variant="transparent"
        className="self-end md:mt-6 md:self-start"
        disabled={isDisabled}
        aria-label={t("settings.rules.remove", { number })}
        onClick={onRemove}
      >
        <Trash />
      </IconButton>
    </div>
  )
}

const RuleFields = ({
  rule,
  index,
  problems,
  isDisabled,
  onChange,
}: RuleEditorProps) => {
  const { t } = useTranslation("stripeCheckout")
  const at = (field: string) =>
    problemsAt(problems, `capture_on.${index}.${field}`)
  switch (rule.kind) {
    case "status":
      return (
        <>
          <TextField
            label={t("settings.rules.from")}
            hint={t("settings.rules.list")}
            placeholder="approved"
            value={rule.from}
            problems={at("from")}
            isDisabled={isDisabled}
            onChange={(from) => onChange({ ...rule, from })}
          />
          <TextField
            label={t("settings.rules.to")}
            placeholder="ready_for_capture"
            value={rule.to}
            problems={at("to")}
            isDisabled={isDisabled}
            onChange={(to) => onChange({ ...rule, to })}
          />
        </>
      )
    case "order_status":
      return (
        <ChoiceField
          label={t("settings.rules.reaches")}
          value={rule.orderStatus}
          problems={at("order_status")}
          isDisabled={isDisabled}
          choices={ORDER_STATUSES.map((value) => ({
            value,
            label: t(`settings.rules.orderStatus.${value}`),
          }))}
          onChange={(orderStatus) => onChange({ ...rule, orderStatus })}
        />
      )
    case "fulfillment_status":
      return (
        <TextField
          label={t("settings.rules.reaches")}
          hint={t("settings.rules.list")}
          placeholder="shipped, delivered"
          value={rule.fulfillmentStatus}
          problems={at("fulfillment_status")}
          isDisabled={isDisabled}
          onChange={(fulfillmentStatus) =>
            onChange({ ...rule, fulfillmentStatus })
          }
        />
      )
  }
}
