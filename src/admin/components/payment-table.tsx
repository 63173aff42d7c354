import {
  DataTable,
  useDataTable,
  type DataTableSortingState,
} from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type {
  ListedPaymentDescription,
  PaymentOrder,
  PaymentsAnswer,
} from "../../api/admin/stripe-checkout/payments/responses"
import type { ChangeListState } from "../hooks/use-payment-list-state"
import {
  isSelectable,
  type PaymentSelection,
} from "../hooks/use-payment-selection"
import { usePermission } from "../hooks/use-permissions"
import {
  countFilters,
  PAGE_SIZE,
  type PaymentListState,
} from "../lib/payment-list-state"
import { usePaymentColumns } from "./payment-columns"
import { PaymentToolbar } from "./payment-toolbar"

interface PaymentTableProps {
  readonly state: PaymentListState
  readonly change: ChangeListState
  /** Undefined until the first answer. */
  readonly answer: PaymentsAnswer | undefined
  readonly isLoading: boolean
  readonly accounts: readonly string[]
  readonly selection: PaymentSelection
}

const NONE: ListedPaymentDescription[] = []

export const PaymentTable = (props: PaymentTableProps) => {
  const { state, change, answer, isLoading, accounts, selection } = props
  const { t } = useTranslation("stripeCheckout")
  const { isAllowed } = usePermission("update")
  const columns = usePaymentColumns({
    hasSeveralAccounts: accounts.length > 1,
    isPending: state.view === "pending",
  })
  const table = useDataTable<ListedPaymentDescription>({
    data: answer ? [...answer.payments] : NONE,
    columns,
    getRowId: ({ payment_session_id }) => payment_session_id,
    rowCount: answer?.count ?? 0,
    isLoading,
    search: {
      state: state.q,
      onSearchChange: (q) => change({ q }),
    },
    sorting: {
      state: readSorting(state.order),
      onSortingChange: (sorting) => change({ order: writeSorting(sorting) }),
    },
    pagination: {
      state: { pageIndex: state.page - 1, pageSize: PAGE_SIZE },
      onPaginationChange: ({ pageIndex }) => change({ page: pageIndex + 1 }),
    },
    rowSelection: {
      state: selection.state,
      onRowSelectionChange: selection.change,
      enableRowSelection: ({ original }) => isAllowed && isSelectable(original),
    },
  })
  const nothingThere = {
    heading: t(`payments.view.${state.view}.empty`),
    description: t(`payments.view.${state.view}.meaning`),
  }
  const nothingFound = {
    heading: t("payments.nothingFound"),
    description: t("payments.searchHint"),
  }
  return (
    <DataTable instance={table}>
      <PaymentToolbar
        {...props}
        search={{ value: table.getSearch(), change: table.onSearchChange }}
      />
      <DataTable.Table
        emptyState={{
          empty: countFilters(state) > 0 ? nothingFound : nothingThere,
          filtered: nothingFound,
        }}
      />
      <DataTable.Pagination
        translations={{
          of: t("general.of"),
          results: t("general.results"),
          pages: t("general.pages"),
          prev: t("general.prev"),
          next: t("general.next"),
        }}
      />
    </DataTable>
  )
}

function readSorting(order: PaymentOrder | ""): DataTableSortingState | null {
  if (order === "") {
    return null
  }
  const desc = order.startsWith("-")
  return { id: desc ? order.slice(1) : order, desc }
}

/** A third click on a column leaves the order to the view again. */
function writeSorting(
  sorting: DataTableSortingState | undefined
): PaymentOrder | "" {
  return sorting
    ? (`${sorting.desc ? "-" : ""}${sorting.id}` as PaymentOrder)
    : ""
}
