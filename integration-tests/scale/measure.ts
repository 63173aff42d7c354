/** Database time of what the plugin does by itself, and of what is asked of it most often. */
import type { MedusaContainer } from "@medusajs/framework/types"
import { describeHealth } from "../../src/api/admin/stripe-checkout/health/health-report"
import { countPayments } from "../../src/api/admin/stripe-checkout/payments/count-payments"
import { listPayments } from "../../src/api/admin/stripe-checkout/payments/list-payments"
import {
  PAYMENT_ORDERS,
  PAYMENT_VIEW_NAMES,
} from "../../src/modules/stripe-checkout/repositories/payment-views"
import { readPaymentStatus } from "../../src/workflows/checkout/payment-status"
import {
  type ReconcilePaymentsInput,
  reconcilePaymentsWorkflow,
} from "../../src/workflows/reconciliation/reconcile-payments"
import { type Statement, statementsOf, sumOf } from "./database-time"

export type Figure = {
  readonly name: string
  readonly ms: number
  readonly statements: number
  /** The statement that took longest. */
  readonly slowest: Statement | undefined
  readonly remark: string
}

export async function measureTick(container: MedusaContainer): Promise<Figure> {
  return measure("tick, nothing to do", () =>
    reconcilePaymentsWorkflow(container).run({ input: {} })
  )
}

export async function measureHealth(
  container: MedusaContainer
): Promise<Figure> {
  return measure("health", () => describeHealth(container))
}

export async function measurePoll(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<Figure> {
  return measure("status poll of a settled order", () =>
    readPaymentStatus(container, paymentSessionId)
  )
}

/** What a merchant waits for, as the admin asks for it. */
export async function measurePaymentList(
  container: MedusaContainer
): Promise<Figure[]> {
  const page = { limit: 20, offset: 0 }
  const figures = [
    await measure("list of payments, counts", () => countPayments(container)),
  ]
  for (const view of PAYMENT_VIEW_NAMES) {
    figures.push(
      await measure(`list of payments, ${view}`, () =>
        listPayments(container, { view }, page)
      )
    )
  }
  for (const order of PAYMENT_ORDERS) {
    figures.push(
      await measure(`list of payments, by ${order}`, () =>
        listPayments(container, { view: "all", order }, page)
      )
    )
  }
  return figures
}

/** The whole sweep, and each of its stages by name. */
export async function measureSweep(
  container: MedusaContainer,
  name: string,
  input: ReconcilePaymentsInput
): Promise<Figure[]> {
  let checked = 0
  const statements = await statementsOf(async () => {
    const { result } = await reconcilePaymentsWorkflow(container).run({ input })
    const [report] = result.sweeps
    if (report?.status !== "succeeded") throw new Error("The sweep failed.")
    checked = report.payments_checked
  })
  const stages = byStage(statements)
  const all = [...stages.values()].flat()
  return [
    figureOf(name, all, `${checked} payments named`),
    ...[...stages].map(([stage, own]) => figureOf(`  ${stage}`, own)),
  ]
}

/** A run's row says which stage comes next, and that the last one has ended. */
const BEGINS = /^update stripe_checkout_run set stage = coalesce\('([^']+)'/

const ENDS = "update stripe_checkout_run set status"

function byStage(statements: readonly Statement[]): Map<string, Statement[]> {
  const stages = new Map<string, Statement[]>()
  let current: Statement[] | null = null
  for (const statement of statements) {
    const text = statement.text.replace(/\s+/g, " ").trim()
    const stage = BEGINS.exec(text)?.[1]
    if (stage) {
      current = []
      stages.set(stage, current)
    } else if (text.startsWith(ENDS)) {
      current = null
    }
    current?.push(statement)
  }
  return stages
}

async function measure(
  name: string,
  work: () => Promise<unknown>
): Promise<Figure> {
  const runs: Statement[][] = []
  for (let run = 0; run < RUNS; run += 1) runs.push(await statementsOf(work))
  const [median] = runs
    .sort((a, b) => sumOf(a) - sumOf(b))
    .slice(Math.floor(RUNS / 2))
  return figureOf(name, median ?? [])
}

const RUNS = 5

function figureOf(
  name: string,
  statements: readonly Statement[],
  remark = ""
): Figure {
  const [slowest] = [...statements].sort((a, b) => b.ms - a.ms)
  return {
    name,
    ms: sumOf(statements),
    statements: statements.length,
    slowest,
    remark,
  }
}
