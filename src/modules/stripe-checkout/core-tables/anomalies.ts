/**
 * What Medusa's tables and ours say may be wrong. Each query names payments that deserve
 * a sync pass; whether something is wrong, the pass decides.
 *
 * Read only. All are bounded and use indexes that core or we have.
 */
import { ulidTime } from "../domain/ulid-time"
import { QUERIES } from "./anomaly-queries"
import type { CoreSql, CoreStatement } from "./core-sql"

export interface StatusRules {
  readonly metadataKey: string
  /** Statuses in the metadata that request a capture or a release. */
  readonly triggerStatuses: readonly string[]
}

/** Whose payments, and for queries that follow changes, since when. */
export interface AnomalyScope {
  readonly account: string
  readonly since: Date
}

/** At most so many per query and sweep; the next sweep finds what is left. */
export const LIMIT = 500

type QueryName = keyof typeof QUERIES

type Parameters = Readonly<Record<string, unknown>>

/** Not those of a JSON path, which are quoted. */
const PARAMETER = /(?<!')\{(\w+)\}/g

/** Those synced longest ago come first, so that a few failing ones hold up nobody. */
const statementOf = (name: QueryName): CoreStatement => ({
  name: `anomalies.${name}`,
  sql: `select payment_session_id from (${QUERIES[name].replace(PARAMETER, "?")}) found
        group by payment_session_id, synced_at, id
        order by synced_at nulls first, id
        limit ${LIMIT}`,
})

export const ANOMALY_STATEMENTS: readonly CoreStatement[] = (
  Object.keys(QUERIES) as QueryName[]
).map(statementOf)

export class Anomalies {
  private readonly sql: CoreSql

  constructor(sql: CoreSql) {
    this.sql = sql
  }

  overdueCheckoutSessions(scope: AnomalyScope): Promise<string[]> {
    return this.find("overdueCheckoutSessions", scope)
  }

  paidWithoutOrder(scope: AnomalyScope): Promise<string[]> {
    return this.find("paidWithoutOrder", scope)
  }

  missedStatusRules(
    scope: AnomalyScope,
    { metadataKey, triggerStatuses }: StatusRules
  ): Promise<string[]> {
    return triggerStatuses.length
      ? this.find("missedStatusRules", scope, {
          metadataKey,
          triggerStatuses: JSON.stringify(triggerStatuses),
        })
      : Promise.resolve([])
  }

  missedStateRules(scope: AnomalyScope): Promise<string[]> {
    return this.find("missedStateRules", scope)
  }

  canceledOrdersWithHold(scope: AnomalyScope): Promise<string[]> {
    return this.find("canceledOrdersWithHold", scope)
  }

  ledgerMismatches(scope: AnomalyScope): Promise<string[]> {
    return this.find("ledgerMismatches", scope)
  }

  outdatedSummaries(scope: AnomalyScope): Promise<string[]> {
    return this.find("outdatedSummaries", scope)
  }

  missingRefundCredit(scope: AnomalyScope): Promise<string[]> {
    return this.find("missingRefundCredit", scope)
  }

  interruptedCompletions(scope: AnomalyScope): Promise<string[]> {
    return this.find("interruptedCompletions", scope)
  }

  duplicateCollections(scope: AnomalyScope): Promise<string[]> {
    return this.find("duplicateCollections", scope)
  }

  outdatedPaymentLinks(scope: AnomalyScope): Promise<string[]> {
    return this.find("outdatedPaymentLinks", scope)
  }

  editedOrders(scope: AnomalyScope): Promise<string[]> {
    return this.find("editedOrders", scope)
  }

  pendingSessionsWithPayment(scope: AnomalyScope): Promise<string[]> {
    return this.find("pendingSessionsWithPayment", scope)
  }

  holdsNearDeadline(scope: AnomalyScope, warnHours: number): Promise<string[]> {
    return this.find("holdsNearDeadline", scope, { warnHours })
  }

  private async find(
    name: QueryName,
    { account, since }: AnomalyScope,
    more: Parameters = {}
  ): Promise<string[]> {
    const values: Parameters = {
      account,
      since: since.toISOString(),
      ulid: ulidTime(since),
      ...more,
    }
    const parameters = [...QUERIES[name].matchAll(PARAMETER)].map(
      ([, parameter]) => values[parameter ?? ""]
    )
    const rows = await this.sql.run<{ payment_session_id: string }>(
      statementOf(name),
      parameters
    )
    return rows.map((row) => row.payment_session_id)
  }
}
