/**
 * What an order costs, has paid and owes, as core keeps it: one summary per version.
 */
import type {
  BigNumberInput,
  IOrderModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"

/** Core's totals of an order, what it costs and has paid: one row per version. */
export interface OrderSummaryRow {
  readonly id: string
  readonly version: number
  readonly totals: Readonly<Record<string, BigNumberInput>>
}

/** Medusa's module factory generates these methods; its interface lacks them. */
export interface OrderSummaryRows extends IOrderModuleService {
  listOrderSummaries(
    filters: object,
    config: { order: { version: "DESC" }; take: number }
  ): Promise<OrderSummaryRow[]>
  updateOrderSummaries(update: object): Promise<unknown>
}

type AmountName =
  "pending_difference" | "transaction_total" | "current_order_total"

/**
 * @throws MedusaError where the summary lacks the amount: taken for nothing, the order would
 * seem to owe nothing, and its money would never be captured.
 */
export function readTotal(
  { id, totals }: OrderSummaryRow,
  name: AmountName
): BigNumberInput {
  const amount = totals[name]
  if (amount === undefined) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `Medusa's order summary ${id} has no ${name}, so nobody can tell what the order owes.`
    )
  }
  return amount
}

/** Far more than one order ever gets from concurrent changes. */
const MAX_SUMMARIES = 50

/**
 * The newest summary, which the admin shows and the outstanding amount is read from.
 *
 * @returns several after concurrent changes: core then writes one per change, all with
 * the same version, and reads any of them.
 */
export async function readNewestSummaries(
  container: MedusaContainer,
  orderId: string
): Promise<OrderSummaryRow[]> {
  const rows = container.resolve<OrderSummaryRows>(Modules.ORDER)
  const summaries = await rows.listOrderSummaries(
    { order_id: orderId },
    { order: { version: "DESC" }, take: MAX_SUMMARIES }
  )
  return summaries.filter(({ version }) => version === summaries[0]?.version)
}
