import type { CoreSql, CoreStatement } from "./core-sql"

/** One order, so that Postgres finds its rows by an index. */
const THE_ORDER = `(select id from o)`

/** Rows of the order's newest version that are there more than once; one of each is kept. */
function copies(
  table: string,
  sameness: string,
  of = `row.order_id = ${THE_ORDER}`
): string {
  return `select copy.id from (
            select row.id, row_number() over (partition by ${sameness} order by row.id) as number
              from ${table} row join o on ${of} and row.version = o.version
             where row.deleted_at is null
          ) copy where copy.number > 1`
}

function remove(table: string, sameness: string, of?: string): string {
  return `update ${table} set deleted_at = now()
           where id = any (array(${copies(table, sameness, of)})) returning id`
}

const OF_ITEM = `row.item_id = any (array(
                select i.item_id from order_item i where i.order_id = ${THE_ORDER} and i.deleted_at is null))`

const OF_SHIPPING = `row.shipping_method_id = any (array(
                select s.shipping_method_id from order_shipping s
                 where s.order_id = ${THE_ORDER} and s.deleted_at is null))`

/** Core writes a version's rows in one transaction, so either all of them are doubled or none. */
const REMOVE_COPIES: CoreStatement = {
  name: "doubledVersion.removeCopies",
  sql: `with o as (
         select id, version from "order" where id = ?::text for update
       ), items as (
         ${remove("order_item", "row.item_id")}
       ), shipping as (
         ${remove("order_shipping", "row.shipping_method_id, row.return_id, row.exchange_id, row.claim_id")}
       ), credits as (
         ${remove("order_credit_line", "row.metadata ->> 'created_in_version', row.amount, row.reference, row.reference_id")}
       ), item_adjustments as (
         ${remove("order_line_item_adjustment", "row.item_id, row.promotion_id, row.code, row.amount", OF_ITEM)}
       ), shipping_adjustments as (
         ${remove("order_shipping_method_adjustment", "row.shipping_method_id, row.promotion_id, row.code, row.amount", OF_SHIPPING)}
       ), summaries as (
         ${remove("order_summary", "row.version")}
       )
       select (select count(*) from items) as items`,
}

export const DOUBLED_VERSION_STATEMENTS: readonly CoreStatement[] = [
  REMOVE_COPIES,
]

/**
 * A version of an order that core has written twice: two refunds at the same moment can
 * both confirm the one change that gives credit. The order then seems to have each of its
 * items twice.
 */
export class DoubledVersion {
  private readonly sql: CoreSql

  constructor(sql: CoreSql) {
    this.sql = sql
  }

  async removeCopies(orderId: string): Promise<void> {
    await this.sql.run(REMOVE_COPIES, [orderId])
  }
}
