import { Text } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { type RefObject, useEffect, useId, useRef } from "react"
import { useTranslation } from "react-i18next"

import type { BulkRequestDescription } from "../../../api/admin/stripe-checkout/bulk-requests/responses"
import { refreshAfterBulkRequest } from "../../hooks/use-bulk-actions"
import { useBulkRequest, useBulkRequests } from "../../hooks/use-bulk-requests"
import { useDate } from "../../hooks/use-date"
import { useDismissed } from "../../hooks/use-dismissed"
import { useAmounts } from "../../hooks/use-labels"
import { useActorName } from "../../hooks/use-user"
import { countDone, findShown, isRunning } from "../../lib/bulk-requests"
import { LoadingFailed } from "../loading-failed"
import { ServerMessage } from "../server-message"
import { ChangeButtons, ResultsButton } from "./bulk-buttons"

interface PanelProps {
  readonly panel: RefObject<HTMLDivElement>
}

interface BulkProgressProps extends PanelProps {
  /** Gets the keyboard focus when the last request is dismissed. */
  readonly heading: RefObject<HTMLElement>
}

/** The bulk request that is running or has just ended; nothing while there is none. */
export const BulkProgress = ({ panel, heading }: BulkProgressProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { data, error, isFetching, refetch } = useBulkRequests()
  const [dismissed, dismiss] = useDismissed()
  const shown = findShown(data?.bulk_requests ?? [], {
    dismissed,
    now: Date.now(),
  })
  const failure = data ? null : error
  const dismissShown = (id: string) => {
    dismiss(id)
    // The pressed button is gone then; keyboard users go on from here.
    setTimeout(() => (panel.current?.hidden ? heading : panel).current?.focus())
  }
  return (
    // Hidden, and not only empty: the container draws a line below each part.
    <div
      ref={panel}
      tabIndex={-1}
      className="outline-none"
      hidden={!shown && !failure}
    >
      {failure && (
        <LoadingFailed
          title={t("payments.bulk.loadFailed")}
          message={failure.message}
          isRetrying={isFetching}
          onRetry={() => void refetch()}
        />
      )}
      {shown && (
        <Progress
          key={shown.id}
          listed={shown}
          panel={panel}
          onDismiss={dismissShown}
        />
      )}
    </div>
  )
}

interface ProgressProps extends PanelProps {
  /** As the list had it. */
  readonly listed: BulkRequestDescription
  readonly onDismiss: (id: string) => void
}

const Progress = ({ listed, panel, onDismiss }: ProgressProps) => {
  const { t } = useTranslation("stripeCheckout")
  const titleId = useId()
  const { data, error } = useBulkRequest(listed)
  const request = data.bulk_request
  useRefreshAtEnd(isRunning(request))
  return (
    <section
      className="bg-ui-bg-subtle flex flex-col gap-y-3 px-6 py-4"
      aria-labelledby={titleId}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-col gap-y-1">
          <Text
            id={titleId}
            size="small"
            leading="compact"
            weight="plus"
            role="status"
          >
            {t(`payments.bulk.${request.kind}.${request.status}`)}
          </Text>
          <Origin request={request} />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <ResultsButton request={request} />
          <ChangeButtons
            // Other buttons, though one may be where another was.
            key={request.status}
            request={request}
            panel={panel}
            onDismiss={onDismiss}
          />
        </div>
      </div>
      <Bar request={request} titleId={titleId} />
      <Counts request={request} />
      {error && (
        <div role="alert">
          <ServerMessage>{error.message}</ServerMessage>
        </div>
      )}
    </section>
  )
}

/** Whoever is waiting for the payments sees them as they are then. */
function useRefreshAtEnd(isRunningNow: boolean): void {
  const client = useQueryClient()
  const wasRunning = useRef(isRunningNow)
  useEffect(() => {
    if (wasRunning.current && !isRunningNow) {
      void refreshAfterBulkRequest(client)
    }
    wasRunning.current = isRunningNow
  }, [client, isRunningNow])
}

interface PartProps {
  readonly request: BulkRequestDescription
}

/** It may be a colleague's. */
const Origin = ({ request: { actor, created_at } }: PartProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { getRelativeDate } = useDate()
  const name = useActorName(actor)
  const when = getRelativeDate(created_at)
  return (
    <Text size="small" leading="compact" className="text-ui-fg-subtle">
      <bdi>
        {name
          ? t("payments.bulk.startedBy", { name, when })
          : t("payments.bulk.started", { when })}
      </bdi>
    </Text>
  )
}

/** A browser draws its own bar in its own colors. */
const Bar = ({
  request,
  titleId,
}: PartProps & { readonly titleId: string }) => {
  const done = countDone(request)
  return (
    <div
      role="progressbar"
      aria-labelledby={titleId}
      aria-valuemin={0}
      aria-valuemax={request.total}
      aria-valuenow={done}
      className="bg-ui-bg-component-pressed h-1 overflow-hidden rounded-full"
    >
      <div
        className="bg-ui-tag-blue-icon h-full rounded-full"
        style={{ width: `${(done / request.total) * 100}%` }}
      />
    </div>
  )
}

const COUNTED = ["failed", "rejected", "stopped"] as const

const Counts = ({ request }: PartProps) => {
  const { t } = useTranslation("stripeCheckout")
  const amountsOf = useAmounts()
  const { amounts, kind, total } = request
  const parts = [
    t("payments.bulk.done", { done: countDone(request), total }),
    ...(amounts.length > 0
      ? [
          t(`order.operation.${kind}Amount.succeeded`, {
            amount: amountsOf(amounts),
          }),
        ]
      : []),
    ...COUNTED.filter((name) => request[name] > 0).map((name) =>
      t(`payments.bulk.count.${name}`, { count: request[name] })
    ),
  ]
  return (
    <Text size="small" leading="compact">
      <bdi>{parts.join(" · ")}</bdi>
    </Text>
  )
}
