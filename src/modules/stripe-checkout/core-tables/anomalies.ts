/**
 * What Medusa's tables and ours say may be wrong. Each query names payments that deserve
 * a sync pass; whether something is wrong, the pass decides.
 *
 * Read only. All are bounded and use indexes that core or we have.
 */
import { QUERIES } from "./anomaly-queries"
import type { CoreSql, CoreStatement } from "./core-sql"

export interface StatusRules {
  readonly metadataKey: string
  /** Statuses in the metadata that request a capture or a release. */
  readonly triggerStatuses: readonly string[]
}

/** At most so many per query and sweep; the next sweep finds what is left. */
const LIMIT = 500

type QueryName = keyof typeof QUERIES

/** Those synced longest ago come first, so that a few failing ones hold up nobody. */
const statementOf = (name: QueryName): CoreStatement => ({
  name: `anomalies.${name}`,
  sql: `select payment_session_id from stripe_checkout_payment
        where payment_session_id in (${QUERIES[name]}) and deleted_at is null
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

  overdueCheckoutSessions(account: string): Promise<string[]> {
    return this.find("overdueCheckoutSessions", [account])
  }

  paidWithoutOrder(account: string): Promise<string[]> {
    return this.find("paidWithoutOrder", [account])
  }

  missedStatusRules(account: string, rules: StatusRules): Promise<string[]> {
    const { metadataKey, triggerStatuses } = rules
    return triggerStatuses.length
      ? this.find("missedStatusRules", [
          account,
          metadataKey,
          JSON.stringify(triggerStatuses),
        ])
      : Promise.resolve([])
  }

  missedStateRules(account: string): Promise<string[]> {
    return this.find("missedStateRules", [account])
  }

  canceledOrdersWithHold(account: string): Promise<string[]> {
    return this.find("canceledOrdersWithHold", [account])
  }

  ledgerMismatches(account: string): Promise<string[]> {
    return this.find("ledgerMismatches", [account])
  }

  outdatedSummaries(account: string): Promise<string[]> {
    return this.find("outdatedSummaries", [account])
  }

  missingRefundCredit(account: string): Promise<string[]> {
    return this.find("missingRefundCredit", [account, account])
  }

  interruptedCompletions(account: string): Promise<string[]> {
    return this.find("interruptedCompletions", [account])
  }

  duplicateCollections(account: string): Promise<string[]> {
    return this.find("duplicateCollections", [account])
  }

  outdatedPaymentLinks(account: string): Promise<string[]> {
    return this.find("outdatedPaymentLinks", [account])
  }

  editedOrders(account: string): Promise<string[]> {
    return this.find("editedOrders", [account])
  }

  pendingSessionsWithPayment(account: string): Promise<string[]> {
    return this.find("pendingSessionsWithPayment", [account])
  }

  holdsNearDeadline(account: string, warnHours: number): Promise<string[]> {
    return this.find("holdsNearDeadline", [account, warnHours])
  }

  private async find(
    name: QueryName,
    parameters: readonly unknown[]
  ): Promise<string[]> {
    const rows = await this.sql.run<{ payment_session_id: string }>(
      statementOf(name),
      parameters
    )
    return rows.map((row) => row.payment_session_id)
  }
}
