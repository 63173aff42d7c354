import { Button, StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { RunDescription } from "../../api/admin/stripe-checkout/runs/responses"
import { useDate } from "../hooks/use-date"
import { useRuns } from "../hooks/use-inbox"
import {
  useDryRun,
  useIsInboxBusy,
  useStartRun,
} from "../hooks/use-inbox-actions"
import { DryRunResult } from "./dry-run-result"
import { ListStates } from "./list-states"
import { ServerMessage } from "./server-message"

export const RunsTab = () => {
  const { t } = useTranslation("stripeCheckout")
  const list = useRuns()
  const runs = list.data?.pages.flatMap((page) => page.runs) ?? []
  const isRunning = runs.some(({ status }) => status === "running")
  const isBusy = useIsInboxBusy()
  const start = useStartRun()
  const dryRun = useDryRun()
  return (
    <div className="divide-y">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          <bdi>{t("inbox.runs.text")}</bdi>
        </Text>
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            variant="secondary"
            disabled={isBusy}
            isLoading={dryRun.isPending}
            onClick={() => dryRun.mutate({ dry_run: true })}
          >
            {t("inbox.runs.dryRun")}
          </Button>
          <Button
            size="small"
            disabled={isBusy || isRunning}
            isLoading={start.isPending}
            onClick={() => start.mutate({})}
          >
            {t("inbox.runs.start")}
          </Button>
        </div>
      </div>
      {dryRun.data && <DryRunResult answer={dryRun.data} />}
      <ListStates
        list={list}
        isEmpty={runs.length === 0}
        empty={t("inbox.noRuns")}
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

const COLORS = { running: "blue", succeeded: "green", failed: "red" } as const

const RunRow = ({ run }: { readonly run: RunDescription }) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate, getRelativeDate } = useDate()
  const { account, is_waiting, reason, stage, started_at, status } = run
  return (
    <li className="flex flex-col gap-y-1 px-6 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <Text size="small" leading="compact" weight="plus">
          <time dateTime={started_at} title={getFullDate(started_at)}>
            {getRelativeDate(started_at)}
          </time>
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
