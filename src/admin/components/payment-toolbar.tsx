import { Button, DataTable, Input } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useExportPayments } from "../hooks/use-export-payments"
import type { ChangeListState } from "../hooks/use-payment-list-state"
import type { PaymentSelection } from "../hooks/use-payment-selection"
import type { PaymentListState } from "../lib/payment-list-state"
import { PaymentFilterDrawer } from "./payment-filter-drawer"

interface PaymentToolbarProps {
  readonly search: {
    readonly value: string
    /** Asks the server a moment after the last change. */
    readonly change: (text: string) => void
  }
  readonly state: PaymentListState
  readonly change: ChangeListState
  readonly accounts: readonly string[]
  readonly selection: PaymentSelection
}

export const PaymentToolbar = ({
  search,
  state,
  change,
  accounts,
  selection,
}: PaymentToolbarProps) => {
  const { t } = useTranslation("stripeCheckout")
  const exporting = useExportPayments()
  const count = selection.payments.length
  return (
    <DataTable.Toolbar className="flex-wrap gap-2">
      <div className="min-w-0 flex-1 basis-48">
        {/* Not a search field: Medusa's has an icon that screen readers stumble over. */}
        <Input
          size="small"
          role="searchbox"
          aria-label={t("payments.search")}
          placeholder={t("payments.search")}
          value={search.value}
          onChange={({ target }) => search.change(target.value)}
        />
      </div>
      {/* Seen in the command bar, which says nothing to a screen reader. */}
      <span className="sr-only" role="status">
        {count > 0 && t("payments.selected", { count })}
      </span>
      <PaymentFilterDrawer state={state} change={change} accounts={accounts} />
      <Button
        size="small"
        variant="secondary"
        isLoading={exporting.isPending}
        onClick={() => exporting.mutate(state)}
      >
        {t("payments.export.action")}
      </Button>
    </DataTable.Toolbar>
  )
}
