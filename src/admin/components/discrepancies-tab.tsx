import { type RefObject, useEffect, useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import type { DiscrepancyStatus } from "../../api/admin/stripe-checkout/discrepancies/responses"
import { useDiscrepancies } from "../hooks/use-inbox"
import { DiscrepancyItem } from "./discrepancy-item"
import { chosen, FilterSelect, SearchField } from "./list-filters"
import { ListStates } from "./list-states"

const STATUSES: readonly DiscrepancyStatus[] = ["open", "repaired", "resolved"]

export const DiscrepanciesTab = () => {
  const { t } = useTranslation("stripeCheckout")
  const [q, setQuery] = useState("")
  const [status, setStatus] = useState<string>("open")
  const list = useDiscrepancies({ status, q: chosen(q) })
  const found = list.data?.pages.flatMap((page) => page.discrepancies) ?? []
  const items = useRef<HTMLUListElement>(null)
  useFocusAfterRemoval(items, found.length)
  return (
    <div className="divide-y">
      <div className="flex flex-wrap items-end gap-3 px-6 py-4">
        <SearchField value={q} onSearch={setQuery} />
        <FilterSelect
          label={t("inbox.filter.status")}
          value={status}
          onChange={setStatus}
          options={STATUSES.map((value) => ({
            value,
            name: t(`inbox.discrepancyStatus.${value}`),
          }))}
        />
      </div>
      <ListStates
        list={list}
        isEmpty={found.length === 0}
        empty={t(
          status === "open" && !q
            ? "inbox.noOpenDiscrepancies"
            : "inbox.noDiscrepancies"
        )}
      >
        <ul
          ref={items}
          tabIndex={-1}
          className="divide-y outline-none"
          aria-label={t("inbox.tab.discrepancies")}
        >
          {found.map((discrepancy) => (
            <DiscrepancyItem key={discrepancy.id} discrepancy={discrepancy} />
          ))}
        </ul>
      </ListStates>
    </div>
  )
}

/** What is resolved leaves the list together with the button that was pressed; keyboard users go on in the list. */
function useFocusAfterRemoval(
  list: RefObject<HTMLElement>,
  count: number
): void {
  const before = useRef(count)
  useEffect(() => {
    const isRemoved = count < before.current
    before.current = count
    if (isRemoved && document.activeElement === document.body) {
      list.current?.focus()
    }
  }, [list, count])
}
