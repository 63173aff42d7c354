import { Button, Drawer, Input, Label } from "@medusajs/ui"
import { type FormEvent, useId, useState } from "react"
import { useTranslation } from "react-i18next"

import type { ChangeListState } from "../hooks/use-payment-list-state"
import {
  countFilters,
  NO_FILTERS,
  type PaymentListFilters,
} from "../lib/payment-list-state"
import { DrawerHeader } from "./drawer-header"

interface PaymentFilterDrawerProps {
  readonly state: PaymentListFilters
  readonly change: ChangeListState
  readonly accounts: readonly string[]
}

export const PaymentFilterDrawer = ({
  state,
  change,
  accounts,
}: PaymentFilterDrawerProps) => {
  const { t, i18n } = useTranslation("stripeCheckout")
  const [isOpen, setOpen] = useState(false)
  const count = countFilters(state)
  const apply = (filters: PaymentListFilters) => {
    change(filters)
    setOpen(false)
  }
  return (
    <Drawer open={isOpen} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          {count > 0
            ? t("payments.filter.active", { count })
            : t("payments.filter.action")}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content dir={i18n.dir()}>
        <DrawerHeader
          title={t("payments.filter.title")}
          description={t("payments.filter.text")}
        />
        <FilterForm initial={state} accounts={accounts} onApply={apply} />
      </Drawer.Content>
    </Drawer>
  )
}

interface FilterFormProps {
  readonly initial: PaymentListFilters
  readonly accounts: readonly string[]
  readonly onApply: (filters: PaymentListFilters) => void
}

const DATES = ["createdFrom", "createdTo", "captureFrom", "captureTo"] as const

/** Begins with what is applied, each time that the drawer opens. */
const FilterForm = ({ initial, accounts, onApply }: FilterFormProps) => {
  const { t } = useTranslation("stripeCheckout")
  const [filters, setFilters] = useState<PaymentListFilters>({
    ...NO_FILTERS,
    account: initial.account,
    currency: initial.currency,
    createdFrom: initial.createdFrom,
    createdTo: initial.createdTo,
    captureFrom: initial.captureFrom,
    captureTo: initial.captureTo,
  })
  const set = (name: keyof PaymentListFilters) => (value: string) =>
    setFilters((current) => ({ ...current, [name]: value }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onApply(filters)
  }
  return (
    <form className="flex min-h-0 flex-1 flex-col" onSubmit={submit}>
      <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
        {DATES.map((name) => (
          <Field
            key={name}
            label={t(`payments.filter.${name}`)}
            type="date"
            value={filters[name]}
            onChange={set(name)}
          />
        ))}
        <Field
          label={t("payments.filter.currency")}
          placeholder="EUR"
          value={filters.currency}
          onChange={set("currency")}
        />
        {accounts.length > 1 && (
          <Field
            label={t("payments.filter.account")}
            options={accounts}
            value={filters.account}
            onChange={set("account")}
          />
        )}
      </Drawer.Body>
      <Drawer.Footer>
        <Button
          type="button"
          size="small"
          variant="secondary"
          onClick={() => onApply(NO_FILTERS)}
        >
          {t("payments.filter.clear")}
        </Button>
        <Button type="submit" size="small">
          {t("payments.filter.apply")}
        </Button>
      </Drawer.Footer>
    </form>
  )
}

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: "date"
  readonly placeholder?: string
  /** What the browser suggests. */
  readonly options?: readonly string[]
}

const Field = ({ label, onChange, options, ...input }: FieldProps) => {
  const id = useId()
  const listId = useId()
  return (
    <div className="flex flex-col gap-y-1">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      <Input
        id={id}
        size="small"
        dir={input.type === "date" ? undefined : "ltr"}
        className="dark:[color-scheme:dark]"
        list={options && listId}
        {...input}
        onChange={({ target }) => onChange(target.value)}
      />
      {options && (
        <datalist id={listId}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </div>
  )
}
