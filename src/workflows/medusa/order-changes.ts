/**
 * The changes of an order that core records: those that are open, gave credit, edited the
 * metadata or removed goods.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { MetadataEdit } from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import {
  type OrderChangeAction,
  removesGoods,
} from "../../modules/stripe-checkout/domain/order-status/fulfillment-since"
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
    readonly reference: string | null
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
      "actions.reference",
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

interface MetadataChangeRow {
  readonly id: string
  readonly created_at: Date | string
  readonly created_by?: string | null
  readonly actions?: readonly {
    readonly details?: {
      readonly type?: string
      readonly old?: Record<string, unknown> | null
      readonly new?: Record<string, unknown> | null
    } | null
  }[]
}

/** Older edits were evaluated when they were new. */
const NEWEST_EDITS = 50

/**
 * @returns the newest edits of the metadata, oldest first, and whether they are all there
 * have been
 */
export async function readMetadataEdits(
  container: MedusaContainer,
  orderId: string
): Promise<{ edits: MetadataEdit[]; isComplete: boolean }> {
  const changes = await readNewest<MetadataChangeRow>(container, NEWEST_EDITS, {
    fields: ["id", "created_by", "created_at", "actions.details"],
    filters: { order_id: orderId, change_type: "update_order" },
  })
  const edits = changes
    .flatMap((change) =>
      (change.actions ?? [])
        .filter(({ details }) => details?.type === "metadata")
        .map(({ details }) => ({
          id: change.id,
          madeAt: new Date(change.created_at).toISOString(),
          createdBy: change.created_by ?? null,
          before: details?.old ?? null,
          patch: details?.new ?? {},
        }))
    )
    .reverse()
  return { edits, isComplete: changes.length < NEWEST_EDITS }
}

interface GoodsChangeRow {
  readonly confirmed_at: Date | string | null
  readonly actions?: readonly OrderChangeAction[]
}

/** Shipments and deliveries are changes as well; a removal before so many is an old one. */
const NEWEST_CHANGES = 100

/** @returns an ISO date; null where no goods were removed */
export async function readGoodsRemovedAt(
  container: MedusaContainer,
  orderId: string
): Promise<string | null> {
  const changes = await readNewest<GoodsChangeRow>(container, NEWEST_CHANGES, {
    fields: ["id", "confirmed_at", "actions.action", "actions.details"],
    filters: { order_id: orderId, status: "confirmed" },
  })
  const times = changes
    .filter(({ actions = [] }) => actions.some(removesGoods))
    .flatMap(({ confirmed_at }) =>
      confirmed_at ? [new Date(confirmed_at).toISOString()] : []
    )
  return times.sort().at(-1) ?? null
}

/** Newest first. */
async function readNewest<Row>(
  container: MedusaContainer,
  take: number,
  wanted: { fields: string[]; filters: Record<string, unknown> }
): Promise<readonly Row[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_change",
    ...wanted,
    pagination: { take, skip: 0, order: { id: "DESC" } },
  })
  return data as readonly Row[]
}
