import { useTranslation } from "react-i18next"

import type { SpecialCases as Choices } from "../../lib/settings-form"
import { ChoiceField } from "./form-fields"
import { FormGroup } from "./form-group"

interface SpecialCasesProps {
  readonly choices: Choices
  readonly isDisabled: boolean
  readonly onChange: (choices: Choices) => void
}

const CANCELED = ["report", "refund"] as const
const REVIEW = ["wait", "capture"] as const
const FRAUD = ["notify", "release", "refund"] as const
const FEED = ["on", "off"] as const

/** What happens when something is not as usual, and whether the bell says so. */
export const SpecialCases = ({
  choices,
  isDisabled,
  onChange,
}: SpecialCasesProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <FormGroup title={t("settings.special.title")}>
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        <ChoiceField
          label={t("settings.field.canceled_but_captured")}
          hint={t("settings.special.canceledHint")}
          value={choices.canceled_but_captured}
          isDisabled={isDisabled}
          choices={CANCELED.map((value) => ({
            value,
            label: t(`settings.choice.canceled_but_captured.${value}`),
          }))}
          onChange={(canceled_but_captured) =>
            onChange({ ...choices, canceled_but_captured })
          }
        />
        <ChoiceField
          label={t("settings.field.fraud_warnings")}
          value={choices.fraud_warnings}
          isDisabled={isDisabled}
          choices={FRAUD.map((value) => ({
            value,
            label: t(`settings.choice.fraud_warnings.${value}`),
          }))}
          onChange={(fraud_warnings) =>
            onChange({ ...choices, fraud_warnings })
          }
        />
        <ChoiceField
          label={t("settings.field.capture_in_review")}
          value={choices.capture_in_review}
          isDisabled={isDisabled}
          choices={REVIEW.map((value) => ({
            value,
            label: t(`settings.choice.capture_in_review.${value}`),
          }))}
          onChange={(capture_in_review) =>
            onChange({ ...choices, capture_in_review })
          }
        />
        <ChoiceField
          label={t("settings.field.admin_feed")}
          value={choices.admin_feed ? "on" : "off"}
          isDisabled={isDisabled}
          choices={FEED.map((value) => ({
            value,
            label: t(`settings.choice.admin_feed.${value}`),
          }))}
          onChange={(chosen) =>
            onChange({ ...choices, admin_feed: chosen === "on" })
          }
        />
      </div>
    </FormGroup>
  )
}
