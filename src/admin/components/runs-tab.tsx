import { Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import type { RunDescription } from "../../api/admin/stripe-checkout/runs/responses"
import { useDate } from "../hooks/use-date"
import { useRuns } from "../hooks/use-inbox"
import {
  useDryRun,
  useIsInboxBusy,
  useStartRun,
} from "../hooks/use-inbox-actions"
import { usePermission } from "../hooks/use-permissions"
import { useActorName } from "../hooks/use-user"
import { ActionButton } from "./action-button"
import { DryRunResult } from "./dry-run-result"
import { ANY, chosen, FilterSelect } from "./list-filters"
import { ListStates } from "./list-states"
import { ServerMessage } from "./server-message"
import { StatusBadge } from "./status-badge"

export const RunsTab = () => {
  const { t } = useTranslation("stripeCheckout")
  const [result, setResult] = useState(ANY)
  const [account, setAccount] = useState(ANY)
  const list = useRuns({ result: chosen(result), account: chosen(account) })
  const pages = list.data?.pages ?? []
  const runs = pages.flatMap((page) => page.runs)
  const isFiltered = result !== ANY || account !== ANY
  return (
    <div className="divide-y">
      <RunButtons isRunning={runs.some(({ status }) => status === "running")} />
      <div className="flex flex-wrap items-end gap-3 px-6 py-4">
        <ResultFilter value={result} onChange={setResult} />
        <AccountFilter
          accounts={pages[0]?.filters.accounts ?? []}
          value={account}
          onChange={setAccount}
        />
      </div>
      <ListStates
        list={list}
        isEmpty={runs.length === 0}
        empty={t(isFiltered ? "inbox.noSuchRuns" : "inbox.noRuns")}
      >
        <ul className="divide-y" aria-label={t("inbox.tab.runs")}>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
      </ListStates>
    </div>
  )
}

/** What a run would do, and one that does it; then what the dry run has found. */
const RunButtons = ({ isRunning }: { readonly isRunning: boolean }) => {
  const { t } = useTranslation("stripeCheckout")
  const isBusy = useIsInboxBusy()
  const { isAllowed } = usePermission("update")
  const start = useStartRun()
  const dryRun = useDryRun()
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          <bdi>{t("inbox.runs.text")}</bdi>
        </Text>
        {isAllowed && (
          <div className="flex flex-wrap gap-2">
            <ActionButton
              variant="secondary"
              disabled={isBusy}
              isLoading={dryRun.isPending}
              onClick={() => dryRun.mutate({ dry_run: true })}
            >
              {t("inbox.runs.dryRun")}
            </ActionButton>
            <ActionButton
              disabled={isBusy || isRunning}
              isLoading={start.isPending}
              onClick={() => start.mutate({})}
            >
              {t("inbox.runs.start")}
            </ActionButton>
          </div>
        )}
      </div>
      {dryRun.data && <DryRunResult answer={dryRun.data} />}
    </>
  )
}

interface FilterProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

const RESULTS = ["found", "failed"] as const

const ResultFilter = (props: FilterProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <FilterSelect
      {...props}
      label={t("inbox.filter.result")}
      options={[
        { value: ANY, name: t("inbox.filter.any") },
        ...RESULTS.map((value) => ({
          value,
          name: t(`inbox.runResult.${value}`),
        })),
      ]}
    />
  )
}

/** Only where there are several. */
const AccountFilter = ({
  accounts,
  ...props
}: FilterProps & { readonly accounts: readonly string[] }) => {
  const { t } = useTranslation("stripeCheckout")
  return accounts.length > 1 ? (
    <FilterSelect
      {...props}
      label={t("inbox.filter.account")}
      options={[
        { value: ANY, name: t("inbox.filter.any") },
        ...accounts.map((value) => ({ value, name: value })),
      ]}
    />
  ) : null
}

const COLORS = { running: "blue", succeeded: "green", failed: "red" } as const

const RunRow = ({ run }: { readonly run: RunDescription }) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate, getRelativeDate } = useDate()
  const { account, is_waiting, reason, stage, started_at, status } = run
  const requester = useActorName(run.requested_by)
  return (
    <li className="flex flex-col gap-y-1 px-6 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <Text size="small" leading="compact" weight="plus">
          <time dateTime={started_at} title={getFullDate(started_at)}>
            {getRelativeDate(started_at)}
          </time>
          {requester && (
            <bdi>{` ${t("order.history.by", { name: requester })}`}</bdi>
          )}
        </Text>
        <StatusBadge color={COLORS[status]} className="text-nowrap">
          {t(`inbox.runStatus.${is_waiting ? "waiting" : status}`)}
        </StatusBadge>
      </div>
      <Text
        size="small"
        leading="compact"
        className="text-ui-fg-subtle text-pretty"
      >
        <bdi>
          {t("inbox.runs.found", {
            checked: run.payments_checked,
            repaired: run.repaired,
            open: run.open_discrepancies,
          })}
        </bdi>
      </Text>
      {(account !== "default" || status === "running") && (
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          <bdi>
            {[
              ...(account === "default"
                ? []
                : [t("inbox.runs.account", { account })]),
              ...(status === "running"
                ? [t("inbox.runs.stage", { stage })]
                : []),
            ].join(" · ")}
          </bdi>
        </Text>
      )}
      {reason && <ServerMessage>{reason}</ServerMessage>}
    </li>
  )
}
