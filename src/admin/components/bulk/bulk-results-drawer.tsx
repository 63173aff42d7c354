import { Button, Drawer, Skeleton, Text } from "@medusajs/ui"
import { type ComponentProps, type RefObject, useState } from "react"
import { useTranslation } from "react-i18next"

import type {
  BulkRequestDescription,
  BulkResultDescription,
  BulkResultsAnswer,
} from "../../../api/admin/stripe-checkout/bulk-requests/responses"
import { RESULTS_PER_PAGE, useBulkResults } from "../../hooks/use-bulk-requests"
import type { BulkKind } from "../../lib/bulk-requests"
import { getLocaleAmount } from "../../lib/money"
import { DashboardLink } from "../dashboard-link"
import { DrawerHeader } from "../drawer-header"
import { ANY, chosen, FilterSelect } from "../list-filters"
import { LoadingFailed } from "../loading-failed"
import { ReasonText } from "../reason-text"
import { StatusBadge } from "../status-badge"

interface BulkResultsDrawerProps {
  readonly request: BulkRequestDescription
  readonly isOpen: boolean
  /** Gets the keyboard focus back when the drawer closes. */
  readonly opener: RefObject<HTMLElement>
  readonly onClose: () => void
}

/** What came of each payment, and why. */
export const BulkResultsDrawer = ({
  request,
  isOpen,
  opener,
  onClose,
}: BulkResultsDrawerProps) => {
  const { t, i18n } = useTranslation("stripeCheckout")
  return (
    <Drawer open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content
        dir={i18n.dir()}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          opener.current?.focus()
        }}
      >
        <DrawerHeader
          title={t("payments.bulk.results")}
          description={t("payments.bulk.resultsText")}
        />
        <Results request={request} />
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("order.close")}
            </Button>
          </Drawer.Close>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

const STATUSES = ["pending", "succeeded", "failed", "rejected"] as const

const Results = ({ request }: Pick<BulkResultsDrawerProps, "request">) => {
  const { t } = useTranslation("stripeCheckout")
  const [status, setStatus] = useState<string>(ANY)
  const [offset, setOffset] = useState(0)
  const { data, error, isFetching, refetch } = useBulkResults(request, {
    status: chosen(status),
    offset,
  })
  const choose = (value: string) => {
    setStatus(value)
    setOffset(0)
  }
  return (
    <Drawer.Body className="flex-1 divide-y overflow-y-auto p-0">
      <div className="px-6 py-4">
        <FilterSelect
          label={t("inbox.filter.status")}
          value={status}
          onChange={choose}
          options={[
            { value: ANY, name: t("inbox.filter.any") },
            ...STATUSES.map((value) => ({
              value,
              name: t(`order.operation.${request.kind}.${value}`),
            })),
          ]}
        />
      </div>
      {error && (
        <LoadingFailed
          title={t("inbox.loadFailed")}
          message={error.message}
          isRetrying={isFetching}
          onRetry={() => void refetch()}
        />
      )}
      {!data && !error && <LoadingResults />}
      {data && <ResultList answer={data} kind={request.kind} />}
      {data && data.count > RESULTS_PER_PAGE && (
        <Pages answer={data} onOffsetChange={setOffset} />
      )}
    </Drawer.Body>
  )
}

const LoadingResults = () => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <div
      className="flex flex-col gap-y-2 px-6 py-4"
      role="status"
      aria-label={t("inbox.loading")}
    >
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-12 w-full" />
    </div>
  )
}

interface ResultListProps {
  readonly answer: BulkResultsAnswer
  readonly kind: BulkKind
}

const ResultList = ({ answer: { results }, kind }: ResultListProps) => {
  const { t } = useTranslation("stripeCheckout")
  return results.length === 0 ? (
    <div className="px-6 py-10" role="status">
      <Text size="small" className="text-ui-fg-subtle text-center">
        {t("payments.bulk.noResults")}
      </Text>
    </div>
  ) : (
    <ul className="divide-y" aria-label={t("payments.bulk.results")}>
      {results.map((result) => (
        <Result key={result.payment_session_id} result={result} kind={kind} />
      ))}
    </ul>
  )
}

type Color = NonNullable<ComponentProps<typeof StatusBadge>["color"]>

const COLORS: Readonly<Record<BulkResultDescription["status"], Color>> = {
  pending: "blue",
  succeeded: "green",
  failed: "red",
  rejected: "grey",
}

interface ResultProps {
  readonly result: BulkResultDescription
  readonly kind: BulkKind
}

const Result = ({ result, kind }: ResultProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { amount, currency_code, order_display_id, order_id, status } = result
  return (
    <li className="flex flex-col gap-y-1 px-6 py-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <DashboardLink path={`/orders/${order_id}`}>
          <bdi>
            {order_display_id === null ? order_id : `#${order_display_id}`}
          </bdi>
        </DashboardLink>
        <div className="flex items-center gap-x-3">
          {amount !== null && (
            <Text size="small" leading="compact" className="tabular-nums">
              <bdi>{getLocaleAmount(amount, currency_code)}</bdi>
            </Text>
          )}
          <StatusBadge color={COLORS[status]} className="text-nowrap">
            {t(`order.operation.${kind}.${status}`)}
          </StatusBadge>
        </div>
      </div>
      {status !== "succeeded" && <ReasonText reason={result} />}
    </li>
  )
}

interface PagesProps {
  readonly answer: BulkResultsAnswer
  readonly onOffsetChange: (offset: number) => void
}

const Pages = ({
  answer: { count, limit, offset },
  onOffsetChange,
}: PagesProps) => {
  const { t } = useTranslation("stripeCheckout")
  const last = Math.min(offset + limit, count)
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle" role="status">
        <bdi>
          {t("payments.bulk.shown", { first: offset + 1, last, total: count })}
        </bdi>
      </Text>
      <div className="flex gap-x-2">
        <Button
          size="small"
          variant="transparent"
          disabled={offset === 0}
          onClick={() => onOffsetChange(Math.max(0, offset - limit))}
        >
          {t("general.prev")}
        </Button>
        <Button
          size="small"
          variant="transparent"
          disabled={last >= count}
          onClick={() => onOffsetChange(offset + limit)}
        >
          {t("general.next")}
        </Button>
      </div>
    </div>
  )
}
