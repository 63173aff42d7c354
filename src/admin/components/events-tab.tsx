import { Text } from "@medusajs/ui"
import { useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import type {
  EventDescription,
  EventStatus,
} from "../../api/admin/stripe-checkout/events/responses"
import { useDate } from "../hooks/use-date"
import { useEvents } from "../hooks/use-inbox"
import { readReason } from "../lib/reasons"
import { EventDrawer } from "./event-drawer"
import { EventStatusBadge } from "./event-status-badge"
import { ANY, chosen, FilterSelect, SearchField } from "./list-filters"
import { ListStates } from "./list-states"
import { ReasonText } from "./reason-text"
import { ReplayBar } from "./replay-bar"

const STATUSES: readonly EventStatus[] = [
  "received",
  "processed",
  "ignored",
  "failed",
  "dead",
]

const HOUR_MS = 60 * 60 * 1000

/** How far back, in hours. */
const PERIODS: Readonly<Record<string, number>> = {
  hour: 1,
  day: 24,
  week: 7 * 24,
}

export const EventsTab = () => {
  const { t } = useTranslation("stripeCheckout")
  const [q, setQuery] = useState("")
  const [status, setStatus] = useState(ANY)
  const [type, setType] = useState(ANY)
  const [account, setAccount] = useState(ANY)
  const [since, setSince] = useState<string | undefined>()
  const [period, setPeriod] = useState(ANY)
  const [opened, setOpened] = useState<string | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  const list = useEvents({
    q: chosen(q),
    status: chosen(status),
    type: chosen(type),
    account: chosen(account),
    received_from: since,
  })
  const pages = list.data?.pages ?? []
  const newest = pages[0]
  const events = pages.flatMap((page) => page.events)
  const any = { value: ANY, name: t("inbox.filter.any") }
  const choosePeriod = (name: string) => {
    const hours = PERIODS[name]
    setPeriod(name)
    // Not at each render: the request would never be the same one.
    setSince(
      hours === undefined
        ? undefined
        : new Date(Date.now() - hours * HOUR_MS).toISOString()
    )
  }
  return (
    <div className="divide-y">
      <div className="flex flex-wrap items-end gap-3 px-6 py-4">
        <SearchField value={q} onSearch={setQuery} />
        <FilterSelect
          label={t("inbox.filter.status")}
          value={status}
          onChange={setStatus}
          options={[
            any,
            ...STATUSES.map((value) => ({
              value,
              name: t(`inbox.eventStatus.${value}`),
            })),
          ]}
        />
        <FilterSelect
          label={t("inbox.filter.type")}
          value={type}
          onChange={setType}
          options={[
            any,
            ...(newest?.filters.types ?? []).map((value) => ({
              value,
              name: value,
            })),
          ]}
        />
        <FilterSelect
          label={t("inbox.filter.period")}
          value={period}
          onChange={choosePeriod}
          options={[
            any,
            ...Object.keys(PERIODS).map((value) => ({
              value,
              name: t(`inbox.period.${value}`),
            })),
          ]}
        />
        {newest && newest.filters.accounts.length > 1 && (
          <FilterSelect
            label={t("inbox.filter.account")}
            value={account}
            onChange={setAccount}
            options={[
              any,
              ...newest.filters.accounts.map((value) => ({
                value,
                name: value,
              })),
            ]}
          />
        )}
      </div>
      {newest && <ReplayBar unsettled={newest.unsettled} />}
      <ListStates
        list={list}
        isEmpty={events.length === 0}
        empty={t(list.hasNextPage ? "inbox.noneYet" : "inbox.noEvents")}
      >
        <ul className="divide-y" aria-label={t("inbox.tab.events")}>
          {events.map((event) => (
            <EventRow
              key={event.id}
              event={event}
              onOpen={(button) => {
                opener.current = button
                setOpened(event.id)
              }}
            />
          ))}
        </ul>
      </ListStates>
      <EventDrawer
        id={opened}
        opener={opener}
        onClose={() => setOpened(null)}
      />
    </div>
  )
}

interface EventRowProps {
  readonly event: EventDescription
  readonly onOpen: (button: HTMLElement) => void
}

/** The whole row opens the event. */
const EventRow = ({ event, onOpen }: EventRowProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate, getRelativeDate } = useDate()
  const { payment, received_at, status, type } = event
  const reason = readReason(event)
  const number = payment?.order_display_id ?? null
  return (
    <li>
      <button
        type="button"
        className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex w-full flex-col gap-y-1 px-6 py-3 text-start outline-none"
        onClick={({ currentTarget }) => onOpen(currentTarget)}
      >
        <span className="flex w-full flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <Text
            as="span"
            size="small"
            leading="compact"
            weight="plus"
            className="min-w-0 break-words"
          >
            <bdi dir="ltr">{type}</bdi>
          </Text>
          <EventStatusBadge status={status} />
        </span>
        <span className="txt-compact-small text-ui-fg-subtle flex w-full flex-wrap gap-x-4 gap-y-1">
          <time dateTime={received_at} title={getFullDate(received_at)}>
            {getRelativeDate(received_at)}
          </time>
          {number !== null && <bdi>{t("inbox.order", { number })}</bdi>}
          {payment?.payment_intent_id && (
            <bdi dir="ltr" className="min-w-0 truncate">
              {payment.payment_intent_id}
            </bdi>
          )}
        </span>
        {reason && status !== "processed" && <ReasonText reason={reason} />}
      </button>
    </li>
  )
}
