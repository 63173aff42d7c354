/**
 * All SQL on Medusa's own tables, which Medusa does not promise to keep as they are. The
 * self-check plans every statement.
 */
import type { SqlRunner } from "../repositories/sql"
import { Anomalies, ANOMALY_STATEMENTS } from "./anomalies"
import { AWAITED_PAYMENT_STATEMENTS, AwaitedPayments } from "./awaited-payment"
import { CoreSql } from "./core-sql"
import { DOUBLED_VERSION_STATEMENTS, DoubledVersion } from "./doubled-version"
import {
  COMPLETION_STATEMENTS,
  InterruptedCompletions,
} from "./interrupted-completions"
import { OPEN_LINK_STATEMENTS, OpenLinks } from "./open-links"
import { ORDER_METADATA_STATEMENTS, OrderMetadata } from "./order-metadata"
import { PAYMENT_ROW_STATEMENTS, PaymentRowReader } from "./payment-rows"
import { RECENT_ROW_STATEMENTS, RecentRows } from "./recent-rows"
import { STATUS_EDIT_STATEMENTS, StatusEdits } from "./status-edits"

const STATEMENTS = [
  ...ANOMALY_STATEMENTS,
  ...AWAITED_PAYMENT_STATEMENTS,
  ...COMPLETION_STATEMENTS,
  ...DOUBLED_VERSION_STATEMENTS,
  ...OPEN_LINK_STATEMENTS,
  ...ORDER_METADATA_STATEMENTS,
  ...PAYMENT_ROW_STATEMENTS,
  ...RECENT_ROW_STATEMENTS,
  ...STATUS_EDIT_STATEMENTS,
]

export class CoreTables {
  readonly anomalies: Anomalies
  readonly awaitedPayments: AwaitedPayments
  readonly doubledVersion: DoubledVersion
  readonly interruptedCompletions: InterruptedCompletions
  readonly openLinks: OpenLinks
  readonly orderMetadata: OrderMetadata
  readonly paymentRows: PaymentRowReader
  readonly recentRows: RecentRows
  readonly statusEdits: StatusEdits

  private readonly sql: CoreSql

  constructor(sql: SqlRunner) {
    this.sql = new CoreSql(sql)
    this.anomalies = new Anomalies(this.sql)
    this.awaitedPayments = new AwaitedPayments(this.sql)
    this.doubledVersion = new DoubledVersion(this.sql)
    this.interruptedCompletions = new InterruptedCompletions(this.sql)
    this.openLinks = new OpenLinks(this.sql)
    this.orderMetadata = new OrderMetadata(this.sql)
    this.paymentRows = new PaymentRowReader(this.sql)
    this.recentRows = new RecentRows(this.sql)
    this.statusEdits = new StatusEdits(this.sql)
  }

  /** @returns one sentence for each statement that does not fit this Medusa. */
  async check(): Promise<string[]> {
    const failures: string[] = []
    for (const statement of STATEMENTS) {
      const failure = await this.sql.check(statement)
      failures.push(...(failure === null ? [] : [failure]))
    }
    return failures
  }
}
