import { Button, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { SettingsProblemDescription } from "../../../api/admin/stripe-checkout/settings/responses"
import {
  problemsAt,
  problemsOfAllRules,
  type RuleDraft,
  type SettingsDraft,
  STATUS_NAMES,
  withNewRule,
} from "../../lib/settings-form"
import { ChoiceField, Problems, TextField } from "./form-fields"
import { FormGroup } from "./form-group"
import { RuleEditor } from "./rule-editor"
import { SpecialCases } from "./special-cases"

interface RulesFormProps {
  readonly draft: SettingsDraft
  readonly problems: readonly SettingsProblemDescription[]
  readonly isDisabled: boolean
  readonly onChange: (draft: SettingsDraft) => void
}

/** What may be changed, in the order in which an order meets it. */
export const RulesForm = (props: RulesFormProps) => (
  <>
    <CaptureRules {...props} />
    <OtherRules {...props} />
    <SpecialCases
      choices={props.draft.special}
      isDisabled={props.isDisabled}
      onChange={(special) => props.onChange({ ...props.draft, special })}
    />
    <StatusNames {...props} />
  </>
)

const CaptureRules = ({
  draft,
  problems,
  isDisabled,
  onChange,
}: RulesFormProps) => {
  const { t } = useTranslation("stripeCheckout")
  const replace = (rule: RuleDraft) =>
    onChange({
      ...draft,
      rules: draft.rules.map((one) => (one.key === rule.key ? rule : one)),
    })
  const remove = (rule: RuleDraft) =>
    onChange({
      ...draft,
      rules: draft.rules.filter(({ key }) => key !== rule.key),
    })
  return (
    <FormGroup
      title={t("settings.rules.captureOn")}
      text={t("settings.rules.text")}
    >
      {draft.rules.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("settings.rules.none")}
        </Text>
      )}
      {draft.rules.map((rule, index) => (
        <RuleEditor
          key={rule.key}
          rule={rule}
          index={index}
          problems={problems}
          isDisabled={isDisabled}
          onChange={replace}
          onRemove={() => remove(rule)}
        />
      ))}
      <Problems problems={problemsOfAllRules(problems)} />
      <Button
        type="button"
        size="small"
        variant="secondary"
        className="w-fit"
        disabled={isDisabled}
        onClick={() => onChange(withNewRule(draft))}
      >
        {t("settings.rules.add")}
      </Button>
    </FormGroup>
  )
}

const DEADLINE_ACTIONS = ["alert", "capture", "release"] as const
const SURPLUS_HOLDS = ["release", "keep"] as const

const OtherRules = ({
  draft,
  problems,
  isDisabled,
  onChange,
}: RulesFormProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <FormGroup title={t("settings.holds.title")}>
      <TextField
        label={t("settings.field.release_on")}
        hint={t("settings.holds.releaseOnHint")}
        value={draft.releaseOn}
        problems={problemsAt(problems, "release_on")}
        isDisabled={isDisabled}
        onChange={(releaseOn) => onChange({ ...draft, releaseOn })}
      />
      <div className="flex flex-col gap-3 md:flex-row">
        <TextField
          label={t("settings.field.capture_deadline_warn_hours")}
          inputMode="numeric"
          value={draft.warnHours}
          problems={problemsAt(problems, "capture_deadline.warn_hours")}
          isDisabled={isDisabled}
          onChange={(warnHours) => onChange({ ...draft, warnHours })}
        />
        <ChoiceField
          label={t("settings.field.capture_deadline_action")}
          value={draft.deadlineAction}
          isDisabled={isDisabled}
          choices={DEADLINE_ACTIONS.map((value) => ({
            value,
            label: t(`settings.choice.capture_deadline_action.${value}`),
          }))}
          onChange={(deadlineAction) => onChange({ ...draft, deadlineAction })}
        />
        <ChoiceField
          label={t("settings.field.surplus_holds")}
          value={draft.surplusHolds}
          isDisabled={isDisabled}
          choices={SURPLUS_HOLDS.map((value) => ({
            value,
            label: t(`settings.choice.surplus_holds.${value}`),
          }))}
          onChange={(surplusHolds) => onChange({ ...draft, surplusHolds })}
        />
      </div>
    </FormGroup>
  )
}

const StatusNames = ({
  draft,
  problems,
  isDisabled,
  onChange,
}: RulesFormProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <FormGroup
      title={t("settings.names.title")}
      text={t("settings.names.text")}
    >
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        {STATUS_NAMES.map((name) => (
          <TextField
            key={name}
            label={t(`settings.statusName.${name}`)}
            value={draft.names[name]}
            problems={problemsAt(problems, `status_names.${name}`)}
            isDisabled={isDisabled}
            onChange={(value) =>
              onChange({ ...draft, names: { ...draft.names, [name]: value } })
            }
          />
        ))}
      </div>
    </FormGroup>
  )
}
