import { Button, Drawer, InlineTip, Skeleton } from "@medusajs/ui"
import type { RefObject } from "react"
import { useTranslation } from "react-i18next"

import type { BulkRequestPreview } from "../../../api/admin/stripe-checkout/bulk-requests/responses"
import {
  type BulkStart,
  useIsBulkBusy,
  useStartBulkRequest,
} from "../../hooks/use-bulk-actions"
import { useBulkPreview } from "../../hooks/use-bulk-requests"
import { useAmounts } from "../../hooks/use-labels"
import { DrawerHeader } from "../drawer-header"
import { FocusedDrawer } from "../focused-drawer"
import { LoadingFailed } from "../loading-failed"
import { SectionRow } from "../section-row"
import { ServerMessage } from "../server-message"

interface BulkDrawerProps {
  readonly start: BulkStart
  readonly isOpen: boolean
  /** Gets the keyboard focus when the drawer closes. */
  readonly opener: RefObject<HTMLElement>
  readonly onClose: () => void
  readonly onStarted: () => void
}

/** What would be captured or released, and the button that does it. */
export const BulkDrawer = (props: BulkDrawerProps) => {
  const { start, isOpen, opener, onClose } = props
  const starting = useStartBulkRequest()
  return (
    <FocusedDrawer
      isOpen={isOpen}
      opener={opener}
      // What is being sent can no longer be canceled here.
      onClose={() => !starting.isPending && onClose()}
    >
      <BulkForm {...props} starting={starting} key={start.request_id} />
    </FocusedDrawer>
  )
}

interface BulkFormProps extends BulkDrawerProps {
  readonly starting: ReturnType<typeof useStartBulkRequest>
}

/** Releasing cannot be undone. */
const VARIANTS = { capture: "primary", release: "danger" } as const

const BulkForm = ({ start, starting, onStarted }: BulkFormProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { kind, order_ids } = start
  const { data, error, isFetching, isPending, refetch } = useBulkPreview({
    kind,
    order_ids,
  })
  const isBusy = useIsBulkBusy()
  const hasHolds = data !== undefined && data.preview.payments > 0
  return (
    <>
      <DrawerHeader
        title={t(`payments.bulk.${kind}.title`)}
        description={t(`payments.bulk.${kind}.text`)}
      />
      <Drawer.Body className="flex flex-1 flex-col overflow-y-auto p-0">
        {isPending && <LoadingPreview />}
        {error && (
          <LoadingFailed
            title={t("payments.bulk.previewFailed")}
            message={error.message}
            isRetrying={isFetching}
            onRetry={() => void refetch()}
          />
        )}
        {data && <Preview preview={data.preview} />}
        {starting.error && (
          <div className="px-6 py-4" role="alert">
            <InlineTip
              variant="error"
              label={t(`payments.bulk.${kind}.notStarted`)}
            >
              <ServerMessage>{starting.error.message}</ServerMessage>
            </InlineTip>
          </div>
        )}
      </Drawer.Body>
      <Drawer.Footer>
        <div className="flex items-center gap-x-2">
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("actions.cancel")}
            </Button>
          </Drawer.Close>
          <Button
            size="small"
            variant={VARIANTS[kind]}
            disabled={!hasHolds || isBusy}
            isLoading={starting.isPending}
            onClick={() => starting.mutate(start, { onSuccess: onStarted })}
          >
            {t(`order.confirm.${kind}`)}
          </Button>
        </div>
      </Drawer.Footer>
    </>
  )
}

const LoadingPreview = () => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <div
      className="flex flex-col gap-y-4 px-6 py-4"
      role="status"
      aria-label={t("inbox.loading")}
    >
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-5 w-full" />
    </div>
  )
}

const Preview = ({ preview }: { readonly preview: BulkRequestPreview }) => {
  const { t } = useTranslation("stripeCheckout")
  const amountsOf = useAmounts()
  const leftOut = preview.orders_without_hold.length
  const { kind, held, orders, payments, already_requested } = preview
  if (payments === 0) {
    return (
      <div className="px-6 py-4" role="status">
        <InlineTip label={t("payments.bulk.nothingLabel")}>
          {t("payments.bulk.nothing")}
        </InlineTip>
      </div>
    )
  }
  return (
    <>
      <div className="divide-y border-b">
        <SectionRow title={t("order.amount.held")} value={amountsOf(held)} />
        <SectionRow title={t("payments.bulk.orders")} value={orders} />
        <SectionRow title={t("payments.bulk.payments")} value={payments} />
        {already_requested > 0 && (
          <SectionRow
            title={t("payments.bulk.requested")}
            value={already_requested}
          />
        )}
        {leftOut > 0 && (
          <SectionRow title={t("payments.bulk.leftOut")} value={leftOut} />
        )}
      </div>
      {kind === "capture" && (
        <div className="px-6 py-4">
          <InlineTip label={t("payments.bulk.limitLabel")}>
            {t("payments.bulk.limit")}
          </InlineTip>
        </div>
      )}
    </>
  )
}
