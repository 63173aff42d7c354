import {
  Button,
  Container,
  Heading,
  InlineTip,
  Text,
  usePrompt,
} from "@medusajs/ui"
import { type FormEvent, useId, useState } from "react"
import { useTranslation } from "react-i18next"

import type {
  SettingsAnswer,
  TrialAnswer,
} from "../../../api/admin/stripe-checkout/settings/responses"
import {
  useAreSettingsBusy,
  useSaveSettings,
  useSettings,
  useTrySettings,
} from "../../hooks/use-settings"
import { usePermission } from "../../hooks/use-permissions"
import { fromDraft, isChanged, toDraft } from "../../lib/settings-form"
import { PermissionNote } from "../permission-note"
import { QuerySection } from "../query-section"
import { ServerMessage } from "../server-message"
import { RulesForm } from "./rules-form"
import { TrialResult } from "./trial-result"

/** What happens when which status is set. */
export const RulesSection = () => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <QuerySection
      title={t("settings.rules.title")}
      query={useSettings()}
      rows={5}
    >
      {(answer) => (
        // Begins again with what was saved or restored meanwhile.
        <Rules key={answer.version} answer={answer} />
      )}
    </QuerySection>
  )
}

const Locked = () => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <div className="px-6 py-4">
      <InlineTip label={t("settings.locked.label")} variant="info">
        {t("settings.locked.text")}
      </InlineTip>
    </div>
  )
}

/** Settings that were valid when they were saved. */
const Invalid = ({ problems }: Pick<SettingsAnswer, "problems">) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4" role="alert">
      <InlineTip label={t("settings.invalid.label")} variant="error">
        {t("settings.invalid.text")}
      </InlineTip>
      {problems.map(({ message }) => (
        <ServerMessage key={message}>{message}</ServerMessage>
      ))}
    </div>
  )
}

/** By the option that keeps settings in the code, or by the user's role. */
function useIsReadOnly({
  is_locked: isLocked,
}: Pick<SettingsAnswer, "is_locked">): boolean {
  const { isAllowed } = usePermission("settings")
  return isLocked || !isAllowed
}

const Rules = ({ answer }: { readonly answer: SettingsAnswer }) => {
  const { t } = useTranslation("stripeCheckout")
  const prompt = usePrompt()
  const headingId = useId()
  const [draft, setDraft] = useState(() => toDraft(answer.settings))
  const [trial, setTrial] = useState<TrialAnswer | null>(null)
  const isBusy = useAreSettingsBusy()
  const trying = useTrySettings()
  const saving = useSaveSettings()
  const { is_locked: isLocked, metadata_key: key, version } = answer
  const isReadOnly = useIsReadOnly(answer)
  const hasChanged = isChanged(draft, answer.settings)
  const problems = trial?.problems ?? []

  const tryOut = async (): Promise<TrialAnswer | null> => {
    const result = await trying.mutateAsync(fromDraft(draft)).catch(() => null)
    setTrial(result)
    return result
  }
  const save = async () => {
    const result = await tryOut()
    if (!result || result.problems.length > 0) {
      return
    }
    const isConfirmed = await prompt({
      title: t("settings.save.title"),
      description: t("settings.save.text", {
        days: result.days,
        added: result.added,
        dropped: result.dropped,
      }),
      confirmText: t("settings.save.confirm"),
      cancelText: t("actions.cancel"),
      variant: "confirmation",
    })
    if (isConfirmed) {
      saving.mutate({ version, settings: fromDraft(draft) })
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  return (
    <Container className="p-0" role="region" aria-labelledby={headingId}>
      <form className="divide-y" onSubmit={submit}>
        <div className="flex flex-col gap-y-1 px-6 py-4">
          <Heading level="h2" id={headingId}>
            {t("settings.rules.title")}
          </Heading>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("settings.rules.subtitle", { key })}
          </Text>
        </div>
        <PermissionNote needs="settings" className="px-6 py-4" />
        {isLocked && <Locked />}
        {answer.problems.length > 0 && <Invalid problems={answer.problems} />}
        <RulesForm
          draft={draft}
          problems={problems}
          isDisabled={isReadOnly || isBusy}
          onChange={(changed) => {
            setDraft(changed)
            setTrial(null)
          }}
        />
        <div role="status">{trial && <TrialResult trial={trial} />}</div>
        {!isReadOnly && (
          <div className="flex flex-wrap items-center justify-end gap-2 px-6 py-4">
            {hasChanged && (
              <Button
                type="button"
                size="small"
                variant="transparent"
                disabled={isBusy}
                onClick={() => {
                  setDraft(toDraft(answer.settings))
                  setTrial(null)
                }}
              >
                {t("settings.save.discard")}
              </Button>
            )}
            <Button
              type="button"
              size="small"
              variant="secondary"
              disabled={isBusy}
              isLoading={trying.isPending}
              onClick={() => void tryOut()}
            >
              {t("settings.trial.button")}
            </Button>
            <Button
              type="submit"
              size="small"
              disabled={isBusy || !hasChanged}
              isLoading={saving.isPending}
            >
              {t("settings.save.button")}
            </Button>
          </div>
        )}
      </form>
    </Container>
  )
}
