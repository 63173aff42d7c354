import { CheckCircleSolid, CircleDottedLine } from "@medusajs/icons"
import { Badge, Container, Heading, Text } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"

import type {
  AccountSetup,
  ChecklistItem,
} from "../../../api/admin/stripe-checkout/setup/responses"
import { useDate } from "../../hooks/use-date"
import { useSetup } from "../../hooks/use-setup"
import { QuerySection } from "../query-section"
import { SectionRow } from "../section-row"
import { CopiedText } from "./copied-text"
import { KeyPermissions } from "./key-permissions"
import { WebhookRows } from "./webhook-rows"

/** One section for each Stripe account of the options. */
export const AccountSections = () => {
  const { t } = useTranslation("stripeCheckout")
  const query = useSetup()
  return (
    <QuerySection title={t("settings.connection.title")} query={query} rows={6}>
      {({ accounts }) =>
        accounts.map((setup) => (
          <AccountSection
            key={setup.account}
            setup={setup}
            isOneOfSeveral={accounts.length > 1}
          />
        ))
      }
    </QuerySection>
  )
}

const AccountSection = ({
  setup,
  isOneOfSeveral,
}: {
  readonly setup: AccountSetup
  readonly isOneOfSeveral: boolean
}) => {
  const { t } = useTranslation("stripeCheckout")
  const headingId = useId()
  const { account, key, mode, stripe_account_id: id } = setup
  return (
    <Container
      className="divide-y p-0"
      role="region"
      aria-labelledby={headingId}
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 px-6 py-4">
        <Heading level="h2" id={headingId}>
          {isOneOfSeveral
            ? t("settings.connection.titleOf", { account })
            : t("settings.connection.title")}
        </Heading>
        <Badge size="2xsmall" color={mode === "live" ? "green" : "orange"}>
          {t(`settings.connection.mode.${mode}`)}
        </Badge>
      </div>
      <Checklist items={setup.checklist} />
      <SectionRow
        title={t("settings.connection.account")}
        value={
          id === null ? (
            t("settings.connection.unknownAccount")
          ) : (
            <CopiedText text={id} />
          )
        }
      />
      <SectionRow
        title={t("settings.connection.provider")}
        value={<CopiedText text={setup.provider_id} />}
      />
      <SectionRow
        title={t("settings.connection.key")}
        value={t(`settings.connection.keyKind.${key.kind}`)}
      />
      <KeyPermissions keyKind={key.kind} permissions={key.permissions} />
      <WebhookRows account={account} webhook={setup.webhook} />
    </Container>
  )
}

const Checklist = ({ items }: { readonly items: readonly ChecklistItem[] }) => {
  const { t } = useTranslation("stripeCheckout")
  const titleId = useId()
  const done = items.filter(({ is_done }) => is_done).length
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Text id={titleId} size="small" leading="compact" weight="plus">
        {t("settings.checklist.title", { done, total: items.length })}
      </Text>
      <ol aria-labelledby={titleId} className="flex flex-col gap-y-3">
        {items.map((item) => (
          <ChecklistRow key={item.name} item={item} />
        ))}
      </ol>
    </div>
  )
}

const ChecklistRow = ({ item }: { readonly item: ChecklistItem }) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate } = useDate()
  const { code, is_done: isDone, message, name, params } = item
  const { date } = params
  return (
    <li className="flex items-start gap-x-2">
      <span className="mt-0.5 shrink-0" aria-hidden>
        {isDone ? (
          <CheckCircleSolid className="text-ui-tag-green-icon" />
        ) : (
          <CircleDottedLine className="text-ui-fg-muted" />
        )}
      </span>
      <div className="flex min-w-0 flex-col gap-y-0.5">
        <Text size="small" leading="compact">
          {t(`settings.checklist.${name}`)}
          <span className="sr-only">
            {` (${t(isDone ? "settings.checklist.done" : "settings.checklist.open")})`}
          </span>
        </Text>
        <Text
          size="small"
          leading="compact"
          className="text-ui-fg-subtle break-words"
        >
          <bdi>
            {t(`settings.checklistText.${code}`, {
              ...params,
              ...(date === undefined ? {} : { date: getFullDate(date) }),
              defaultValue: message,
            })}
          </bdi>
        </Text>
      </div>
    </li>
  )
}
