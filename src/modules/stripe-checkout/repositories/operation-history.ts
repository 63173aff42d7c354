/**
 * What became of a payment's operations, for decisions and for people to read.
 */
import {
  type OperationRow,
  readOperation,
  type RequestRow,
  type StoredOperation,
} from "./operation-row"
import { type Batch, removeBatch } from "./remove-batch"
import type { SqlRunner } from "./sql"

/** Only the newest are shown. */
const NEWEST = 50

/** What a decision about a payment depends on. */
export interface DecisiveOperations {
  /** The oldest request that is still pending, of a rule or of a person. */
  readonly pending: RequestRow | null
  readonly lastTriedCapture: OperationRow | null
  /** The statuses that requested something of the order and have their answer. */
  readonly answeredStatuses: readonly string[]
}

export class OperationHistory {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /** The captures of a payment that succeeded by request. */
  async capturesOf(paymentSessionId: string): Promise<OperationRow[]> {
    const rows = await this.sql<StoredOperation>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and kind = 'capture' and status = 'succeeded'
          and deleted_at is null`,
      [paymentSessionId]
    )
    return rows.map(readOperation)
  }

  async decisive(
    paymentSessionId: string,
    orderId: string | null
  ): Promise<DecisiveOperations> {
    const rows = await this.sql<
      StoredOperation & { readonly role: "pending" | "tried" | "answered" }
    >(
      `(select o.*, 'pending' as role from stripe_checkout_operation o
         where payment_session_id = ? and status = 'pending' and source <> 'system'
           and deleted_at is null
         order by created_at, id limit 1)
       union all
       (select o.*, 'tried' from stripe_checkout_operation o
         where payment_session_id = ? and kind = 'capture'
           and status in ('succeeded', 'failed') and deleted_at is null
         order by settled_at desc, id desc limit 1)
       union all
       (select distinct on (requested_by_status) o.*, 'answered'
          from stripe_checkout_operation o
         where order_id = ? and requested_by_status is not null and status <> 'pending'
           and deleted_at is null)`,
      [paymentSessionId, paymentSessionId, orderId]
    )
    const find = (wanted: string): OperationRow | null => {
      const found = rows.find(({ role }) => role === wanted)
      return found ? readOperation(found) : null
    }
    return {
      pending: find("pending") as RequestRow | null,
      lastTriedCapture: find("tried"),
      answeredStatuses: rows.flatMap(({ role, requested_by_status: status }) =>
        role === "answered" && status !== null ? [status] : []
      ),
    }
  }

  /** The newest capture that was really tried: succeeded or failed, not rejected. */
  async lastTriedCapture(
    paymentSessionId: string
  ): Promise<OperationRow | null> {
    const [row] = await this.sql<StoredOperation>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and kind = 'capture'
          and status in ('succeeded', 'failed') and deleted_at is null
        order by settled_at desc, id desc limit 1`,
      [paymentSessionId]
    )
    return row ? readOperation(row) : null
  }

  /** Requests and the plugin's own actions, newest first. */
  async newest(paymentSessionId: string): Promise<OperationRow[]> {
    const rows = await this.sql<StoredOperation>(
      `select * from stripe_checkout_operation
        where payment_session_id = ? and deleted_at is null
        order by created_at desc, id desc limit ${NEWEST}`,
      [paymentSessionId]
    )
    return rows.map(readOperation)
  }

  /**
   * Some of the oldest of what the plugin did in Medusa of its own accord. Never what moved or
   * requested money: who captured is asked for as long as the order is, and a rule that finds
   * its own request gone would request again.
   *
   * @returns how many.
   */
  async prune({ olderThanDays, limit }: Batch): Promise<number> {
    return removeBatch(this.sql, {
      table: "stripe_checkout_operation",
      which: `source = 'system'
          and kind in ('place_order', 'record', 'tag_payment_intent', 'repair')
          and status <> 'pending'
          and settled_at < now() - ? * interval '1 day'
        order by settled_at limit ?`,
      parameters: [olderThanDays, limit],
    })
  }
}
