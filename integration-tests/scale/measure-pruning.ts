/** What history costs to remove: ticks until nothing is left that is old enough, or until it is clear how fast it goes. */
import type { MedusaContainer } from "@medusajs/framework/types"
import { reconcilePaymentsWorkflow } from "../../src/workflows/reconciliation/reconcile-payments"
import { type Statement, statementsOf, sumOf } from "./database-time"

export type Pruning = {
  readonly ticks: number
  readonly rows: number
  readonly ms: number
  readonly slowest: Statement | undefined
}

export async function measurePruning(
  container: MedusaContainer,
  countRows: () => Promise<number>,
  ticks: number
): Promise<Pruning> {
  const before = await countRows()
  const statements: Statement[] = []
  for (let tick = 0; tick < ticks; tick += 1) {
    const own = await statementsOf(() =>
      reconcilePaymentsWorkflow(container).run({ input: {} })
    )
    statements.push(...own.filter(({ text }) => text.includes("delete from")))
  }
  const [slowest] = [...statements].sort((a, b) => b.ms - a.ms)
  return {
    ticks,
    rows: before - (await countRows()),
    ms: sumOf(statements),
    slowest,
  }
}
