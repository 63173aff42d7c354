import type {
  BigNumberInput,
  IOrderModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

export interface OrderTransaction {
  readonly id: string
  /** The order's, when the transaction was written. */
  readonly version: number
  readonly reference: string | null
  readonly reference_id: string | null
  readonly amount: BigNumberInput
  readonly created_at: Date | string
}

const FIELDS = [
  "id",
  "version",
  "reference",
  "reference_id",
  "amount",
  "created_at",
] as const

/** The order's ledger, oldest first: normally one transaction per capture and per refund. */
export async function readTransactions(
  container: MedusaContainer,
  orderId: string
): Promise<OrderTransaction[]> {
  const orders: IOrderModuleService = container.resolve(Modules.ORDER)
  // Core's type has no version, its table has.
  const transactions = (await orders.listOrderTransactions(
    { order_id: orderId },
    { select: [...FIELDS], take: 500 }
  )) as unknown as OrderTransaction[]
  return transactions.sort(
    (one, other) => timeOf(one) - timeOf(other) || (one.id < other.id ? -1 : 1)
  )
}

function timeOf({ created_at }: OrderTransaction): number {
  return new Date(created_at).getTime()
}
