/**
 * What is chosen in the list of payments. It is in the page's address, so that a view can
 * be linked to, and the back button returns to where somebody was.
 */
import type {
  PaymentOrder,
  PaymentViewName,
} from "../../api/admin/stripe-checkout/payments/responses"

export interface PaymentListFilters {
  readonly account: string
  readonly currency: string
  /** Days such as `2026-11-30`, in the browser's time zone; the last one included. */
  readonly createdFrom: string
  readonly createdTo: string
  readonly captureFrom: string
  readonly captureTo: string
}

export interface PaymentListState extends PaymentListFilters {
  readonly view: PaymentViewName
  readonly q: string
  /** Empty: as the view is sorted. */
  readonly order: PaymentOrder | ""
  /** The first one is 1. */
  readonly page: number
}

export const PAGE_SIZE = 20

export const NO_FILTERS: PaymentListFilters = {
  account: "",
  currency: "",
  createdFrom: "",
  createdTo: "",
  captureFrom: "",
  captureTo: "",
}

/** What a merchant opens the list for. */
const FIRST_STATE: PaymentListState = {
  ...NO_FILTERS,
  view: "to_capture",
  q: "",
  order: "",
  page: 1,
}

type Field = keyof PaymentListState

const FIELDS = Object.keys(FIRST_STATE) as Field[]

/** @param search such as `?view=capture_failed&page=2` */
export function readListState(search: string): PaymentListState {
  const parameters = new URLSearchParams(search)
  const page = Number(parameters.get("page"))
  const texts = FIELDS.map((field) => [
    field,
    parameters.get(field) ?? FIRST_STATE[field],
  ])
  return {
    ...(Object.fromEntries(texts) as unknown as PaymentListState),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

/** Only what is not as at first. */
export function writeListState(state: PaymentListState): string {
  const parameters = new URLSearchParams(
    FIELDS.filter((field) => state[field] !== FIRST_STATE[field]).map(
      (field): [string, string] => [field, String(state[field])]
    )
  ).toString()
  return parameters && `?${parameters}`
}

export function countFilters(state: PaymentListFilters): number {
  return (Object.keys(NO_FILTERS) as (keyof PaymentListFilters)[]).filter(
    (name) => state[name] !== ""
  ).length
}

type DayRange = Readonly<Partial<Record<"$gte" | "$lt", string>>>

export type PaymentQuery = Readonly<Record<string, string | number | DayRange>>

/** What is exported, on whatever page. */
export function toExportQuery(state: PaymentListState): PaymentQuery {
  const query = {
    view: state.view,
    q: state.q,
    order: state.order,
    account: state.account,
    currency_code: state.currency,
    created_at: toRange(state.createdFrom, state.createdTo),
    capture_before: toRange(state.captureFrom, state.captureTo),
  }
  return Object.fromEntries(
    Object.entries(query).filter(
      (entry): entry is [string, string | DayRange] =>
        entry[1] !== "" && entry[1] !== null
    )
  )
}

export function toListQuery(state: PaymentListState): PaymentQuery {
  return {
    ...toExportQuery(state),
    limit: PAGE_SIZE,
    offset: (state.page - 1) * PAGE_SIZE,
  }
}

function toRange(from: string, to: string): DayRange | null {
  const start = startOfDay(from, 0)
  const end = startOfDay(to, 1)
  return start || end
    ? { ...(start ? { $gte: start } : {}), ...(end ? { $lt: end } : {}) }
    : null
}

/** An address may contain anything; what is no day does not count. */
function startOfDay(day: string, daysLater: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  return year && month && date
    ? new Date(
        Number(year),
        Number(month) - 1,
        Number(date) + daysLater
      ).toISOString()
    : null
}
