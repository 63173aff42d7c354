/**
 * The filters of the list of payments, as a condition on the payment row `p`.
 */
import {
  HELD_NOW,
  PAYMENT_VIEWS,
  type PaymentOrder,
  type PaymentViewName,
  type ViewSettings,
} from "./payment-views"

/** Ids by which a search has found payments. */
export interface PaymentMatch {
  readonly column:
    | "payment_session_id"
    | "payment_intent_id"
    | "checkout_session_id"
    | "order_id"
    | "cart_id"
  readonly ids: readonly string[]
}

/** ISO dates. */
export interface DateRange {
  readonly $gt?: string | undefined
  readonly $gte?: string | undefined
  readonly $lt?: string | undefined
  readonly $lte?: string | undefined
}

export interface PaymentFilters {
  readonly view: PaymentViewName
  /** The view's own where it is undefined. */
  readonly order?: PaymentOrder | undefined
  /** Any of them is enough; undefined where nothing is searched for. */
  readonly matches?: readonly PaymentMatch[] | undefined
  readonly account?: string | undefined
  readonly currencyCode?: string | undefined
  readonly createdAt?: DateRange | undefined
  /** Of payments that are held. */
  readonly captureBefore?: DateRange | undefined
}

export interface Condition {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

export function conditionOf(
  filters: PaymentFilters,
  settings: ViewSettings
): Condition {
  const { where, parameters } = PAYMENT_VIEWS[filters.view]
  const conditions: Condition[] = [
    { sql: where, parameters: parameters?.(settings) ?? [] },
    ...equals("stripe_account", filters.account),
    ...equals("currency_code", filters.currencyCode),
    ...within("created_at", filters.createdAt),
    ...within("capture_before", filters.captureBefore),
    ...(isAboutDeadlines(filters) ? [{ sql: HELD_NOW, parameters: [] }] : []),
    ...(filters.matches ? [anyOf(filters.matches)] : []),
  ]
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join("\n          and "),
    parameters: conditions.flatMap((condition) => condition.parameters),
  }
}

export function orderOf({ view, order }: PaymentFilters): string {
  const chosen = order ?? PAYMENT_VIEWS[view].order
  const isDescending = chosen.startsWith("-")
  const column = isDescending ? chosen.slice(1) : chosen
  return isDescending
    ? `p.${column} desc, p.id desc`
    : `p.${column} asc, p.id asc`
}

/** A payment that is no longer held keeps its deadline in its row; nobody has to meet it. */
function isAboutDeadlines({
  view,
  order,
  captureBefore,
}: PaymentFilters): boolean {
  const { hasPastDeadlines } = PAYMENT_VIEWS[view]
  const isSorted = order === "capture_before" || order === "-capture_before"
  return !hasPastDeadlines && (isSorted || captureBefore !== undefined)
}

function equals(column: string, value: string | undefined): Condition[] {
  return value === undefined
    ? []
    : [{ sql: `p.${column} = ?`, parameters: [value] }]
}

const COMPARISONS = [
  ["$gt", ">"],
  ["$gte", ">="],
  ["$lt", "<"],
  ["$lte", "<="],
] as const

function within(column: string, range: DateRange | undefined): Condition[] {
  return COMPARISONS.flatMap(([name, comparison]) => {
    const date = range?.[name]
    return date === undefined
      ? []
      : [
          {
            sql: `p.${column} ${comparison} ?::timestamptz`,
            parameters: [date],
          },
        ]
  })
}

function anyOf(matches: readonly PaymentMatch[]): Condition {
  const found = matches.filter(({ ids }) => ids.length > 0)
  return {
    sql:
      found
        .map(
          ({ column }) =>
            `p.${column} = any (array(select jsonb_array_elements_text(?::jsonb)))`
        )
        .join(" or ") || "false",
    parameters: found.map(({ ids }) => JSON.stringify(ids)),
  }
}
