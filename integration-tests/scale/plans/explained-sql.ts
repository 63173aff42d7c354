/**
 * Explains each statement where it is run, so that none can be forgotten, and remembers which tables Postgres would
 * read from end to end.
 */
import type { SqlRunner } from "../../../src/modules/stripe-checkout/repositories/sql"

export type Scan = { readonly table: string; readonly statement: string }

type PlanNode = {
  readonly "Node Type": string
  readonly "Relation Name"?: string
  readonly Plans?: readonly PlanNode[]
}

export class ExplainedSql {
  readonly statements = new Set<string>()
  readonly scans: Scan[] = []
  /** `file:line`, of each place in the source that ran a statement. */
  readonly places = new Set<string>()
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  readonly run: SqlRunner = async <Row>(
    statement: string,
    parameters: readonly unknown[]
  ): Promise<Row[]> => {
    for (const place of placesOf(new Error().stack ?? "")) {
      this.places.add(place)
    }
    this.statements.add(statement)
    if (!statement.startsWith("explain")) {
      await this.explain(statement, parameters)
    }
    return this.sql<Row>(statement, parameters)
  }

  private async explain(
    statement: string,
    parameters: readonly unknown[]
  ): Promise<void> {
    const [row] = await this.sql<{
      "QUERY PLAN": readonly { readonly Plan: PlanNode }[]
    }>(`explain (format json) ${statement}`, parameters)
    for (const { Plan } of row?.["QUERY PLAN"] ?? []) {
      for (const table of scannedBy(Plan)) this.scans.push({ table, statement })
    }
  }
}

function scannedBy(node: PlanNode): string[] {
  const own =
    node["Node Type"] === "Seq Scan" ? [node["Relation Name"] ?? ""] : []
  return [...own, ...(node.Plans ?? []).flatMap(scannedBy)]
}

const PLACE =
  /modules\/stripe-checkout\/((?:repositories|core-tables)\/[\w-]+\.ts):(\d+)/g

function placesOf(stack: string): string[] {
  return [...stack.matchAll(PLACE)].map(
    ([, file, line]) => `${file ?? ""}:${line ?? ""}`
  )
}
