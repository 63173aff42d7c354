import {
  Checkbox,
  createDataTableColumnHelper,
  Text,
  Tooltip,
} from "@medusajs/ui"
import { useMemo } from "react"
import { useTranslation } from "react-i18next"

import type { ListedPaymentDescription } from "../../api/admin/stripe-checkout/payments/responses"
import { useDate } from "../hooks/use-date"
import { useReasonText } from "../hooks/use-reason"
import { getLocaleAmount } from "../lib/money"
import { readReason } from "../lib/reasons"
import { DashboardLink } from "./dashboard-link"
import { DisputeCell } from "./disputes/dispute-cell"
import { PaymentStatusBadge } from "./payment-status-badge"

type Payment = ListedPaymentDescription

type Translate = ReturnType<typeof useTranslation>["t"]

const helper = createDataTableColumnHelper<Payment>()

interface ColumnOptions {
  readonly hasSeveralAccounts: boolean
  /** Nothing is authorized yet: there is a beginning, and no deadline and no other amount. */
  readonly isPending: boolean
}

/** The ids of the sortable columns are the names by which the API sorts. */
export function usePaymentColumns({
  hasSeveralAccounts,
  isPending,
}: ColumnOptions) {
  const { t } = useTranslation("stripeCheckout")
  return useMemo(
    () => [
      selectColumn(t),
      helper.accessor("display_id", {
        header: t("payments.column.order"),
        cell: ({ row }) => <OrderCell payment={row.original} />,
      }),
      helper.accessor("payment_status", {
        header: t("payments.column.status"),
        cell: ({ row }) => (
          <PaymentStatusBadge status={row.original.payment_status} />
        ),
      }),
      ...(isPending ? [] : [deadlineColumn(t)]),
      helper.accessor("email", {
        header: t("payments.column.customer"),
        cell: ({ row }) => <bdi>{row.original.email ?? NOTHING}</bdi>,
      }),
      amountColumn(t, "amount"),
      ...(isPending ? [] : [amountColumn(t, "capturable")]),
      helper.accessor("reason", {
        header: t("payments.column.reason"),
        maxSize: 264,
        cell: ({ row: { original } }) =>
          original.dispute?.reason_code === original.reason_code ? (
            <DisputeCell
              dispute={original.dispute}
              href={original.dashboard_url}
            />
          ) : (
            <ReasonCell payment={original} />
          ),
      }),
      ...(isPending
        ? []
        : [amountColumn(t, "captured"), amountColumn(t, "refunded")]),
      helper.accessor("created_at", {
        ...sortable(t, "created_at"),
        ...(isPending ? { header: t("payments.column.since") } : {}),
        cell: ({ row: { original } }) => (
          <DateCell date={original.authorized_at ?? original.created_at} />
        ),
      }),
      ...(hasSeveralAccounts
        ? [
            helper.accessor("account", {
              header: t("payments.column.account"),
            }),
          ]
        : []),
    ],
    [t, hasSeveralAccounts, isPending]
  )
}

const NOTHING = "–"

function deadlineColumn(t: Translate) {
  return helper.accessor("capture_before", {
    ...sortable(t, "capture_before"),
    cell: ({ row }) => <DateCell date={row.original.capture_before} />,
  })
}

/** With names of their own: the table's own boxes say nothing to a screen reader. */
function selectColumn(t: Translate) {
  return helper.select({
    header: ({ table }) => (
      <Checkbox
        aria-label={t("payments.selectAll")}
        checked={
          table.getIsSomePageRowsSelected()
            ? "indeterminate"
            : table.getIsAllPageRowsSelected()
        }
        disabled={!table.getRowModel().rows.some((row) => row.getCanSelect())}
        onCheckedChange={(checked) =>
          table.toggleAllPageRowsSelected(checked === true)
        }
      />
    ),
    cell: ({ row }) => (
      <Checkbox
        aria-label={t("payments.select", {
          order: nameOf(row.original),
        })}
        checked={row.getIsSelected()}
        disabled={!row.getCanSelect()}
        onCheckedChange={(checked) => row.toggleSelected(checked === true)}
      />
    ),
  })
}

function nameOf({ display_id, payment_session_id }: Payment): string {
  return display_id === null ? payment_session_id : `#${display_id}`
}

function sortable(
  t: Translate,
  id: "created_at" | "capture_before" | "amount"
) {
  return { header: t(`payments.column.${id}`), enableSorting: true }
}

type AmountName = "amount" | "capturable" | "captured" | "refunded"

function amountColumn(t: Translate, name: AmountName) {
  return helper.accessor(name, {
    header: t(`payments.column.${name}`),
    align: "right",
    enableSorting: name === "amount",
    cell: ({ row: { original } }) => (
      <bdi className="tabular-nums">
        {original[name] > 0
          ? getLocaleAmount(original[name], original.currency_code)
          : NOTHING}
      </bdi>
    ),
  })
}

const OrderCell = ({ payment }: { readonly payment: Payment }) => {
  const { t } = useTranslation("stripeCheckout")
  return payment.order_id ? (
    <DashboardLink path={`/orders/${payment.order_id}`}>
      <bdi>
        {payment.display_id === null ? payment.order_id : nameOf(payment)}
      </bdi>
    </DashboardLink>
  ) : (
    <Text size="small" leading="compact" className="text-ui-fg-subtle">
      {t("payments.noOrder")}
    </Text>
  )
}

const DateCell = ({ date }: { readonly date: string | null }) => {
  const { getFullDate } = useDate()
  return date ? <time dateTime={date}>{getFullDate(date)}</time> : NOTHING
}

const ReasonCell = ({
  payment,
}: {
  readonly payment: ListedPaymentDescription
}) => {
  const textOf = useReasonText()
  const reason = readReason(payment)
  if (!reason) {
    return NOTHING
  }
  const { isEnglish, text } = textOf(reason)
  return (
    <Tooltip content={text} className="max-w-[360px]">
      {/* What is cut off is its end, in any language. */}
      <div
        dir={isEnglish ? "ltr" : undefined}
        lang={isEnglish ? "en" : undefined}
        className="max-w-[216px] truncate"
      >
        {text}
      </div>
    </Tooltip>
  )
}
