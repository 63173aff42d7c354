/**
 * The changes of an order that core records: those that are open, and those that gave credit.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { queryOne } from "./query"

export interface ChangeRow {
  readonly id: string
  readonly status: string
  readonly change_type: string | null
  /** Of the order, once the change is confirmed. */
  readonly version: number
  readonly created_at: Date | string
  readonly actions?: readonly ({
    readonly action: string
    readonly amount: BigNumberInput | null
  } | null)[]
}

const OPEN = ["pending", "requested"]

export function isOpenChange({ status }: ChangeRow): boolean {
  return OPEN.includes(status)
}

/** Core lets an order have one: while it is open, no other change can begin. */
export async function readOpenChanges(
  container: MedusaContainer,
  orderId: string
): Promise<ChangeRow[]> {
  return readChanges(container, { order_id: orderId, status: OPEN })
}

/** Credit is given by a change of its own, never as a part of another. */
export async function readCreditChanges(
  container: MedusaContainer,
  orderId: string
): Promise<ChangeRow[]> {
  return readChanges(container, {
    order_id: orderId,
    change_type: "credit_line",
  })
}

async function readChanges(
  container: MedusaContainer,
  filters: Record<string, unknown>
): Promise<ChangeRow[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_change",
    fields: [
      "id",
      "status",
      "change_type",
      "version",
      "created_at",
      "actions.action",
      "actions.amount",
    ],
    filters,
  })
  return data as ChangeRow[]
}

interface CreditLineRow {
  readonly id: string
  readonly amount: BigNumberInput
  readonly metadata: { readonly created_in_version?: number } | null
}

/**
 * The order's credit lines, each with the version of the order that it came with: core
 * copies them into every later version. The cart's own have none.
 */
export async function readCreditLines(
  container: MedusaContainer,
  orderId: string
): Promise<{ id: string; amount: BigNumberInput; version: number }[]> {
  const order = await queryOne<{
    readonly credit_lines?: readonly (CreditLineRow | null)[]
  }>(container, {
    entity: "order",
    fields: [
      "version",
      "credit_lines.id",
      "credit_lines.amount",
      "credit_lines.metadata",
    ],
    filters: { id: orderId },
  })
  return (order?.credit_lines ?? []).flatMap((line) => {
    const version = line?.metadata?.created_in_version
    return line && version
      ? [{ id: line.id, amount: line.amount, version }]
      : []
  })
}
