/**
 * The payments that hold or held money, as merchants list them.
 */
import type { Reason, ReasonParams } from "../domain/reasons/reason"
import { conditionOf, orderOf, type PaymentFilters } from "./payment-conditions"
import { type PaymentRow, readRow, type StoredRow } from "./payment-row"
import {
  PAYMENT_VIEW_NAMES,
  PAYMENT_VIEWS,
  type PaymentViewName,
  type ViewSettings,
} from "./payment-views"
import type { Page } from "./payments-without-order"
import { readNullableReason } from "./reason-columns"
import type { SqlRunner } from "./sql"

/** More are not counted: nobody pages so far, and counting all takes longer each year. */
export const LARGEST_COUNT = 10_000

export interface ListedPayment {
  readonly row: PaymentRow
  /** Of the oldest discrepancy that is still open. */
  readonly review: Reason | null
  /** Of the last capture, where it failed and the money is still held. */
  readonly captureFailure: Reason | null
}

export interface ViewCounts {
  readonly views: Readonly<Record<PaymentViewName, number>>
  /** Payments in any of the views that need attention, each of them once. */
  readonly attention: number
}

export class PaymentList {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  async list(
    filters: PaymentFilters,
    settings: ViewSettings,
    { limit, offset }: Page
  ): Promise<ListedPayment[]> {
    const { sql, parameters } = conditionOf(filters, settings)
    const order = orderOf(filters)
    const rows = await this.sql<StoredListed>(
      `select p.*, review.reason_code as review_code, review.reason_params as review_params,
              failure.reason_code as failure_code, failure.reason_params as failure_params
         from (select p.* from stripe_checkout_payment p
                where ${sql}
                order by ${order} limit ? offset ?) p
         left join lateral (
           select d.reason_code, d.reason_params from stripe_checkout_discrepancy d
            where d.payment_session_id = p.payment_session_id and d.status = 'open'
              and d.deleted_at is null
            order by d.created_at, d.id limit 1
         ) review on true
         left join lateral (
           select o.reason_code, o.reason_params from stripe_checkout_operation o
            where o.payment_session_id = p.payment_session_id and o.kind = 'capture'
              and o.status = 'failed' and o.deleted_at is null
              and p.state = 'authorized' and p.reported_status = 'captureFailed'
            order by o.settled_at desc, o.id desc limit 1
         ) failure on true
        order by ${order}`,
      [...parameters, limit, offset]
    )
    return rows.map(readListed)
  }

  /** At most one more than `LARGEST_COUNT`. */
  async count(
    filters: PaymentFilters,
    settings: ViewSettings
  ): Promise<number> {
    const { sql, parameters } = conditionOf(filters, settings)
    const [row] = await this.sql<{ count: number }>(
      `select count(*)::integer as count
         from (select from stripe_checkout_payment p
                where ${sql} limit ${LARGEST_COUNT + 1}) counted`,
      parameters
    )
    return row?.count ?? 0
  }

  /** How many payments each view but `all` shows; at most one more than `LARGEST_COUNT`. */
  async countViews(settings: ViewSettings): Promise<ViewCounts> {
    const [row] = await this.sql<Record<string, number>>(
      `with ${COUNTED.map(viewOf).join(",\n            ")}
       select ${COUNTED.map(countOf).join(",\n              ")},
              (select count(*)::integer
                 from (${WITH_ATTENTION.map((name) => `select id from view_${name}`).join(" union ")}) any_view)
                as attention`,
      COUNTED.flatMap(
        (name) => PAYMENT_VIEWS[name].parameters?.(settings) ?? []
      )
    )
    const counts = PAYMENT_VIEW_NAMES.map((name) => [name, row?.[name] ?? 0])
    return {
      views: Object.fromEntries(counts) as ViewCounts["views"],
      attention: row?.["attention"] ?? 0,
    }
  }
}

const COUNTED = PAYMENT_VIEW_NAMES.filter((name) => name !== "all")

const WITH_ATTENTION = COUNTED.filter(
  (name) => PAYMENT_VIEWS[name].needsAttention
)

function viewOf(name: PaymentViewName): string {
  return `view_${name} as (
              select p.id from stripe_checkout_payment p
               where ${PAYMENT_VIEWS[name].where} limit ${LARGEST_COUNT + 1})`
}

function countOf(name: PaymentViewName): string {
  return `(select count(*)::integer from view_${name}) as ${name}`
}

type StoredListed = StoredRow & {
  readonly review_code: string | null
  readonly review_params: ReasonParams | null
  readonly failure_code: string | null
  readonly failure_params: ReasonParams | null
}

function readListed({
  review_code,
  review_params,
  failure_code,
  failure_params,
  ...row
}: StoredListed): ListedPayment {
  return {
    row: readRow(row),
    review: readNullableReason(review_code, review_params),
    captureFailure: readNullableReason(failure_code, failure_params),
  }
}
