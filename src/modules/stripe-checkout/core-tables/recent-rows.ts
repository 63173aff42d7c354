/**
 * Whether the rows that Medusa wrote lately say what the plugin reads in them. Read only
 * but for `deleteProbes`.
 */
import type { CoreSql, CoreStatement } from "./core-sql"

const STATES = `('not_started', 'invoking', 'waiting_to_compensate', 'compensating', 'done', 'reverted', 'failed')`

const COUNT_PROBES: CoreStatement = {
  name: "recentRows.countProbes",
  sql: `select count(*)::int as count from workflow_execution
         where workflow_id = ? and context #>> '{data,payload,id}' = ?
           and state = 'done' and deleted_at is null`,
}

const DELETE_PROBES: CoreStatement = {
  name: "recentRows.deleteProbes",
  sql: `delete from workflow_execution
         where workflow_id = ? and context #>> '{data,payload,id}' = ? returning id`,
}

/** Rows of core have no index on time; ids of ours sort by it. */
const OUR_ORDERS = `with ours as (
         select order_id, cart_id, created_at from stripe_checkout_payment
          where order_id is not null and deleted_at is null
          order by id desc limit 100
       )`

const COMPLETIONS: CoreStatement = {
  name: "recentRows.completions",
  sql: `${OUR_ORDERS}, newest as (
         select id, run_id from workflow_execution
          where workflow_id = 'complete-cart' and deleted_at is null
            and created_at > now() - interval '3 days'
          order by created_at desc limit 50
       )
       select count(*)::int as found,
              (count(*) filter (where e.context #>> '{data,payload,id}' is null
                                   or e.state not in ${STATES}))::int as unreadable,
              (select count(*) from ours
                where cart_id is not null
                  and created_at between now() - interval '2 days'
                                     and now() - interval '10 minutes')::int as placed
         from newest n
         join workflow_execution e on e.id = n.id and e.run_id = n.run_id
                                  and e.workflow_id = 'complete-cart'`,
}

const OTHER_CHANGES: CoreStatement = {
  name: "recentRows.otherChanges",
  sql: `${OUR_ORDERS}
       select count(*)::int as count
         from ours
         join order_change c on c.order_id = ours.order_id and c.deleted_at is null
         join order_change_action a on a.order_change_id = c.id
        where c.change_type = 'update_order'
          and c.created_at > now() - interval '3 days'
          and jsonb_exists(a.details -> 'new', ?)
          and a.details ->> 'type' is distinct from 'metadata'`,
}

const INCOMPLETE_SUMMARIES: CoreStatement = {
  name: "recentRows.incompleteSummaries",
  sql: `${OUR_ORDERS}
       select count(*)::int as count
         from ours
         join order_summary s on s.order_id = ours.order_id and s.deleted_at is null
        where s.created_at > now() - interval '3 days'
          and not (jsonb_exists(s.totals, 'pending_difference')
                   and jsonb_exists(s.totals, 'transaction_total')
                   and jsonb_exists(s.totals, 'current_order_total'))`,
}

export const RECENT_ROW_STATEMENTS: readonly CoreStatement[] = [
  COUNT_PROBES,
  DELETE_PROBES,
  COMPLETIONS,
  OTHER_CHANGES,
  INCOMPLETE_SUMMARIES,
]

export interface RecentCompletions {
  readonly found: number
  /** Without the cart's id where the plugin looks for it, or in an unknown state. */
  readonly unreadable: number
  /** Orders of carts that were paid with the plugin, since two days. */
  readonly placed: number
}

interface Count {
  readonly count: number
}

export class RecentRows {
  private readonly sql: CoreSql

  constructor(sql: CoreSql) {
    this.sql = sql
  }

  /** Whether a finished execution is found by what it was given. */
  async hasProbe(workflowId: string, id: string): Promise<boolean> {
    return (await this.count(COUNT_PROBES, [workflowId, id])) > 0
  }

  async deleteProbes(workflowId: string, id: string): Promise<void> {
    await this.sql.run(DELETE_PROBES, [workflowId, id])
  }

  async readCompletions(): Promise<RecentCompletions> {
    const [row] = await this.sql.run<RecentCompletions>(COMPLETIONS, [])
    return row ?? { found: 0, unreadable: 0, placed: 0 }
  }

  /** Changes of this key of an order's metadata that are recorded in another form. */
  countOtherChanges(metadataKey: string): Promise<number> {
    return this.count(OTHER_CHANGES, [metadataKey])
  }

  countIncompleteSummaries(): Promise<number> {
    return this.count(INCOMPLETE_SUMMARIES, [])
  }

  private async count(
    statement: CoreStatement,
    parameters: readonly unknown[]
  ): Promise<number> {
    const [row] = await this.sql.run<Count>(statement, parameters)
    return row?.count ?? 0
  }
}
