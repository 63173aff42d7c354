import type {
  BigNumberInput,
  IPaymentModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MathBN,
  Modules,
} from "@medusajs/framework/utils"

interface RowQuery {
  readonly entity: string
  readonly fields: string[]
  readonly filters: Record<string, unknown>
  /** Soft-deleted rows are found, too. */
  readonly withDeleted?: boolean
}

/** The first row that matches; null without one. The caller names the fields' types. */
export async function queryOne<Row>(
  container: MedusaContainer,
  { entity, fields, filters, withDeleted = false }: RowQuery
): Promise<Row | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity,
    fields,
    filters,
    ...(withDeleted ? { withDeleted } : {}),
  })
  return (data[0] as Row | undefined) ?? null
}

export function paymentModule(
  container: MedusaContainer
): IPaymentModuleService {
  return container.resolve(Modules.PAYMENT)
}

/** Exact, in major units; round the sum, not its parts. */
export function sumAmounts(
  rows: readonly ({ readonly amount: BigNumberInput } | null)[]
): ReturnType<typeof MathBN.convert> {
  return rows.reduce(
    (total, row) => MathBN.add(total, row?.amount ?? 0),
    MathBN.convert(0)
  )
}
