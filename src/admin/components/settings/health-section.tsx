import { CheckCircleSolid, ExclamationCircleSolid } from "@medusajs/icons"
import { Container, Heading, Text } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"

import type {
  AccountHealth,
  CoreHealth,
  HealthDescription,
  ProblemDescription,
} from "../../../api/admin/stripe-checkout/health/responses"
import { useDate } from "../../hooks/use-date"
import { useHealth } from "../../hooks/use-setup"
import { QuerySection } from "../query-section"
import { SectionRow } from "../section-row"
import { ServerMessage } from "../server-message"
import { StatusBadge } from "../status-badge"

/** Everything that `GET /admin/stripe-checkout/health` says, in words. */
export const HealthSection = () => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <QuerySection
      title={t("settings.health.title")}
      query={useHealth()}
      rows={4}
    >
      {(health) => <Health health={health} />}
    </QuerySection>
  )
}

const Health = ({ health }: { readonly health: HealthDescription }) => {
  const { t } = useTranslation("stripeCheckout")
  const headingId = useId()
  const { accounts, core, status } = health
  return (
    <Container
      className="divide-y p-0"
      role="region"
      aria-labelledby={headingId}
    >
      <div className="flex items-center justify-between gap-x-2 px-6 py-4">
        <Heading level="h2" id={headingId}>
          {t("settings.health.title")}
        </Heading>
        <StatusBadge color={status === "ok" ? "green" : "orange"}>
          {t(`settings.health.status.${status}`)}
        </StatusBadge>
      </div>
      {accounts.map((account) => (
        <Account
          key={account.account}
          health={account}
          isOneOfSeveral={accounts.length > 1}
        />
      ))}
      <SelfCheck core={core} />
      <SectionRow
        title={t("settings.health.locking")}
        value={<bdi dir="ltr">{health.locking_provider}</bdi>}
      />
    </Container>
  )
}

const Account = ({
  health,
  isOneOfSeveral,
}: {
  readonly health: AccountHealth
  readonly isOneOfSeveral: boolean
}) => {
  const { t } = useTranslation("stripeCheckout")
  const { account, backlog, last_event, last_run, problem_details } = health
  const { getFullDate } = useDate()
  return (
    <>
      {isOneOfSeveral && (
        <Text size="small" weight="plus" className="px-6 py-4">
          {t("settings.connection.titleOf", { account })}
        </Text>
      )}
      <Problems problems={problem_details} />
      <SectionRow
        title={t("settings.health.lastEvent")}
        value={
          last_event
            ? t("settings.health.event", {
                type: last_event.type,
                date: getFullDate(last_event.received_at),
              })
            : t("settings.health.noEvent")
        }
      />
      <SectionRow
        title={t("settings.health.backlog")}
        value={
          <ul className="flex flex-col gap-y-0.5">
            {BACKLOG.map((name) => (
              <li key={name}>
                {t(`settings.health.backlogOf.${name}`, {
                  number: backlog[name],
                })}
              </li>
            ))}
            <li>
              {t("settings.health.backlogOf.open_discrepancies", {
                number: health.open_discrepancies,
              })}
            </li>
          </ul>
        }
      />
      <SectionRow
        title={t("settings.health.lastSweep")}
        value={
          last_run
            ? t(`settings.health.sweep.${last_run.status}`, {
                date: getFullDate(last_run.started_at),
                checked: last_run.payments_checked,
                repaired: last_run.repaired,
              })
            : t("settings.health.noSweep")
        }
      />
    </>
  )
}

const BACKLOG = [
  "events_received",
  "events_failed",
  "events_dead",
  "requests_pending",
  "payments_overdue",
  "payments_failing",
  "payments_not_placeable",
  "payments_pending",
] as const

const Problems = ({
  problems,
}: {
  readonly problems: readonly ProblemDescription[]
}) => {
  const { t } = useTranslation("stripeCheckout")
  return problems.length ? (
    <ul className="flex flex-col gap-y-3 px-6 py-4">
      {problems.map(({ code, message, params }) => (
        <li key={message} className="flex items-start gap-x-2">
          <ExclamationCircleSolid
            className="text-ui-tag-orange-icon mt-0.5 shrink-0"
            aria-hidden
          />
          <Text size="small" className="min-w-0 break-words">
            <bdi>
              {t(`settings.problem.${code}`, {
                ...params,
                defaultValue: message,
              })}
            </bdi>
          </Text>
        </li>
      ))}
    </ul>
  ) : (
    <div className="flex items-center gap-x-2 px-6 py-4">
      <CheckCircleSolid className="text-ui-tag-green-icon" aria-hidden />
      <Text size="small">{t("settings.health.noProblems")}</Text>
    </div>
  )
}

const CHECK_COLORS = { ok: "green", failed: "red", pending: "grey" } as const

const SelfCheck = ({ core }: { readonly core: CoreHealth }) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <>
      <SectionRow
        title={t("settings.health.medusa")}
        value={t(
          core.is_tested
            ? "settings.health.version"
            : "settings.health.untestedVersion",
          { version: core.medusa_version ?? "–", tested: core.tested_versions }
        )}
      />
      <SectionRow
        title={t("settings.health.repairs")}
        value={t(`settings.health.repairsAre.${core.repairs}`)}
      />
      <SectionRow
        title={t("settings.health.selfCheck")}
        value={
          <ul className="flex flex-col gap-y-1">
            {core.checks.map(({ name, state }) => (
              <li key={name} className="flex flex-wrap items-center gap-x-2">
                <StatusBadge color={CHECK_COLORS[state]}>
                  {t(`settings.health.checkState.${state}`)}
                </StatusBadge>
                {t(`settings.health.check.${name}`)}
              </li>
            ))}
          </ul>
        }
      />
      {core.failures.length > 0 && (
        <div className="flex flex-col gap-y-1 px-6 py-4">
          {core.failures.map((failure) => (
            <ServerMessage key={failure}>{failure}</ServerMessage>
          ))}
        </div>
      )}
    </>
  )
}
