import { Button, Container, Heading, Text, usePrompt } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import type {
  SettingsAnswer,
  SettingsChange,
  SettingsChangesAnswer,
} from "../../../api/admin/stripe-checkout/settings/responses"
import { useDate } from "../../hooks/use-date"
import {
  CHANGES_PER_PAGE,
  useAreSettingsBusy,
  useRestoreSettings,
  useSettings,
  useSettingsChanges,
} from "../../hooks/use-settings"
import { usePermission } from "../../hooks/use-permissions"
import { useActorName } from "../../hooks/use-user"
import { describeValue, isChoice } from "../../lib/settings-values"
import { QuerySection } from "../query-section"

/** Who changed the rules and when, and the way back. */
export const ChangesSection = () => {
  const { t } = useTranslation("stripeCheckout")
  const [offset, setOffset] = useState(0)
  const settings = useSettings().data
  return (
    <QuerySection
      title={t("settings.changes.title")}
      query={useSettingsChanges(offset)}
      rows={2}
    >
      {(answer) =>
        settings && (
          <Changes
            answer={answer}
            settings={settings}
            onOffsetChange={setOffset}
          />
        )
      }
    </QuerySection>
  )
}

interface ChangesProps {
  readonly answer: SettingsChangesAnswer
  readonly settings: SettingsAnswer
  readonly onOffsetChange: (offset: number) => void
}

const Changes = ({
  answer: { changes, count, offset },
  settings,
  onOffsetChange,
}: ChangesProps) => {
  const { t } = useTranslation("stripeCheckout")
  const headingId = useId()
  return (
    <Container
      className="divide-y p-0"
      role="region"
      aria-labelledby={headingId}
    >
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <Heading level="h2" id={headingId}>
          {t("settings.changes.title")}
        </Heading>
        {count > 0 && <Restore restored={0} settings={settings} />}
      </div>
      {count === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("settings.changes.none")}
        </Text>
      ) : (
        <ol className="divide-y" aria-labelledby={headingId}>
          {changes.map((change) => (
            <Change key={change.version} change={change} settings={settings} />
          ))}
        </ol>
      )}
      {count > CHANGES_PER_PAGE && (
        <div className="flex justify-end gap-x-2 px-6 py-4">
          <Button
            size="small"
            variant="transparent"
            disabled={offset === 0}
            onClick={() =>
              onOffsetChange(Math.max(0, offset - CHANGES_PER_PAGE))
            }
          >
            {t("settings.changes.newer")}
          </Button>
          <Button
            size="small"
            variant="transparent"
            disabled={offset + CHANGES_PER_PAGE >= count}
            onClick={() => onOffsetChange(offset + CHANGES_PER_PAGE)}
          >
            {t("settings.changes.older")}
          </Button>
        </div>
      )}
    </Container>
  )
}

const Change = ({
  change: { actor, changed, created_at: date, restored_version, version },
  settings,
}: {
  readonly change: SettingsChange
  readonly settings: SettingsAnswer
}) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate } = useDate()
  const name = useActorName(actor)
  return (
    <li className="flex flex-wrap items-start justify-between gap-2 px-6 py-4">
      <div className="flex min-w-0 flex-1 flex-col gap-y-1">
        <Text size="small" leading="compact" weight="plus">
          <time dateTime={date}>{getFullDate(date)}</time>
          {name && ` ${t("order.history.by", { name })}`}
        </Text>
        {restored_version !== null && (
          <Text size="small" className="text-ui-fg-subtle">
            {restored_version === 0
              ? t("settings.changes.restoredOptions")
              : t("settings.changes.restored", { version: restored_version })}
          </Text>
        )}
        {changed.map(({ after, before, field }) => (
          <ChangedField
            key={field}
            field={field.replace(".", "_")}
            before={before}
            after={after}
          />
        ))}
        {changed.length === 0 && (
          <Text size="small" className="text-ui-fg-subtle">
            {t("settings.changes.same")}
          </Text>
        )}
      </div>
      {version === settings.version ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t("settings.changes.present", { version })}
        </Text>
      ) : (
        <Restore restored={version} settings={settings} />
      )}
    </li>
  )
}

interface ChangedFieldProps {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

const ChangedField = ({ after, before, field }: ChangedFieldProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <Text size="small" className="text-ui-fg-subtle break-words">
      {t(`settings.field.${field}`)}
      {": "}
      <bdi {...(isChoice(field) ? {} : { dir: "ltr" })}>
        {describeValue(after, field, t)}
      </bdi>
      <br />
      <bdi>
        {t("settings.changes.before", {
          value: describeValue(before, field, t),
        })}
      </bdi>
    </Text>
  )
}

const Restore = ({
  restored,
  settings: { is_locked: isLocked, version },
}: {
  readonly restored: number
  readonly settings: SettingsAnswer
}) => {
  const { t } = useTranslation("stripeCheckout")
  const prompt = usePrompt()
  const isBusy = useAreSettingsBusy()
  const { isAllowed } = usePermission("settings")
  const restore = useRestoreSettings()
  const label =
    restored === 0
      ? t("settings.changes.restoreOptions")
      : t("settings.changes.restore", { version: restored })
  const ask = async () => {
    const isConfirmed = await prompt({
      title: t("settings.changes.confirmTitle", { label }),
      description: t("settings.changes.confirmText"),
      confirmText: t("settings.changes.confirm"),
      cancelText: t("actions.cancel"),
      variant: "confirmation",
    })
    if (isConfirmed) {
      restore.mutate({ version, restored })
    }
  }
  return isLocked || !isAllowed ? null : (
    <Button
      size="small"
      variant="transparent"
      disabled={isBusy}
      isLoading={restore.isPending}
      onClick={() => void ask()}
    >
      {label}
    </Button>
  )
}
