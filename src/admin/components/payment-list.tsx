import { Container, Heading, Tabs, Text } from "@medusajs/ui"
import { useEffect, useId, useRef } from "react"
import { useTranslation } from "react-i18next"

import type {
  ListedPaymentDescription,
  PaymentsAnswer,
  PaymentViewName,
} from "../../api/admin/stripe-checkout/payments/responses"
import {
  type ChangeListState,
  usePaymentListState,
} from "../hooks/use-payment-list-state"
import { usePaymentSelection } from "../hooks/use-payment-selection"
import { usePaymentCounts, usePayments } from "../hooks/use-payments"
import { PAGE_SIZE } from "../lib/payment-list-state"
import { BulkActions } from "./bulk/bulk-actions"
import { BulkProgress } from "./bulk/bulk-progress"
import { LoadingFailed } from "./loading-failed"
import { PermissionNote } from "./permission-note"
import { PaymentTable } from "./payment-table"
import { PaymentViewTabs } from "./payment-view-tabs"

const NONE: readonly ListedPaymentDescription[] = []

/** All payments by Stripe Checkout, sorted into what is to be done about them. */
export const PaymentList = () => {
  const { t, i18n } = useTranslation("stripeCheckout")
  const headingId = useId()
  const [state, change] = usePaymentListState()
  const { data, error, isFetching, isPending, refetch } = usePayments(state)
  const { data: counts } = usePaymentCounts()
  const selection = usePaymentSelection(data?.payments ?? NONE)
  const progress = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLDivElement>(null)

  useLastPage(state.page, { answer: data, change })

  const open = (view: string) => {
    selection.clear()
    change({ view: view as PaymentViewName, order: "" })
  }
  return (
    <Container
      className="divide-y p-0"
      aria-labelledby={headingId}
      role="region"
    >
      <div
        ref={heading}
        tabIndex={-1}
        className="flex flex-col gap-y-1 px-6 py-4 outline-none"
      >
        <Heading id={headingId}>{t("Stripe payments")}</Heading>
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {t(`payments.view.${state.view}.meaning`)}
        </Text>
        <PermissionNote needs="update" />
      </div>
      <BulkProgress panel={progress} heading={heading} />
      <Tabs value={state.view} onValueChange={open} dir={i18n.dir()}>
        <PaymentViewTabs view={state.view} />
        <Tabs.Content value={state.view} className="border-t">
          {error && (
            <div className="border-b">
              <LoadingFailed
                title={t("payments.failed")}
                message={error.message}
                isRetrying={isFetching}
                onRetry={() => void refetch()}
              />
            </div>
          )}
          {(data !== undefined || !error) && (
            <PaymentTable
              state={state}
              change={change}
              answer={data}
              isLoading={isPending}
              accounts={counts?.accounts ?? []}
              selection={selection}
            />
          )}
        </Tabs.Content>
      </Tabs>
      <BulkActions selection={selection} progress={progress} />
    </Container>
  )
}

/** The last payment of a page may be captured meanwhile; an address may name any page. */
function useLastPage(
  page: number,
  {
    answer,
    change,
  }: {
    readonly answer: PaymentsAnswer | undefined
    readonly change: ChangeListState
  }
): void {
  const isBehind = page > 1 && answer?.payments.length === 0
  const last = Math.max(1, Math.ceil((answer?.count ?? 0) / PAGE_SIZE))
  useEffect(() => {
    if (isBehind && last < page) {
      change({ page: last })
    }
  }, [isBehind, last, page, change])
}
