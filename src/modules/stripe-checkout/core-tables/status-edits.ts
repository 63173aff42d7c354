/**
 * The recorded edits of many orders' status. Read only.
 */
import type { CoreSql, CoreStatement } from "./core-sql"

/** As many of an order as a sync pass reads. */
export const NEWEST_EDITS = 50

const NEWEST: CoreStatement = {
  name: "statusEdits.newest",
  sql: `select given.order_id, c.id, c.created_at, c.created_by, c.details
         from jsonb_array_elements_text(?::jsonb) given(order_id)
         cross join lateral (
           select o.id, o.created_at, o.created_by, a.details
             from order_change o
             join order_change_action a on a.order_change_id = o.id and a.deleted_at is null
            where o.order_id = given.order_id and o.change_type = 'update_order'
              and o.deleted_at is null and a.details ->> 'type' = 'metadata'
            order by o.id desc limit ${NEWEST_EDITS} offset 0
         ) c
        order by c.id`,
}

export const STATUS_EDIT_STATEMENTS: readonly CoreStatement[] = [NEWEST]

export interface StatusEditRow {
  readonly order_id: string
  readonly id: string
  readonly created_at: Date
  readonly created_by: string | null
  readonly details: {
    readonly old?: Readonly<Record<string, unknown>> | null
    readonly new?: Readonly<Record<string, unknown>> | null
  }
}

export class StatusEdits {
  private readonly sql: CoreSql

  constructor(sql: CoreSql) {
    this.sql = sql
  }

  /** Oldest first. */
  newest(orderIds: readonly string[]): Promise<StatusEditRow[]> {
    return this.sql.run<StatusEditRow>(NEWEST, [JSON.stringify(orderIds)])
  }
}
