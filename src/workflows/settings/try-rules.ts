/**
 * What settings would have done with the orders of the last 30 days. Reads only, and only
 * the newest orders of a large shop.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { readStatusEdits } from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import type { OrderSettings } from "../../modules/stripe-checkout/domain/order-status/order-settings"
import type { OrderProgress } from "../../modules/stripe-checkout/domain/order-status/state-rules"
import {
  type TrialRequest,
  type TriedOrder,
  tryRules,
} from "../../modules/stripe-checkout/domain/order-status/trial"
import {
  NEWEST_EDITS,
  type StatusEditRow,
} from "../../modules/stripe-checkout/core-tables/status-edits"
import type { PaidOrderRow } from "../../modules/stripe-checkout/repositories/recent-orders"
import { listOrderProgress } from "../medusa/order-progress"
import { resolveModule } from "../support/module"

export const TRIAL_DAYS = 30

/** What one request may cost: three statements, and a query for each hundred orders. */
const NEWEST_PAYMENTS = 500
const ORDERS_AT_ONCE = 100

const TRIAL_EXAMPLES = 50

export interface TrialExample extends TrialRequest {
  readonly orderId: string
  /** Major units that were paid or held for the order. */
  readonly amount: number
  readonly currencyCode: string
  /** The present rules do not do this. */
  readonly isNew: boolean
}

export interface Trial {
  readonly ordersChecked: number
  /** False where there are more orders than one request may check; the newest were. */
  readonly isComplete: boolean
  readonly captures: number
  readonly releases: number
  /** How many of them the present rules do not request. */
  readonly added: number
  /** What the present rules request and these do not. */
  readonly dropped: number
  /** What is new first, then the newest. */
  readonly examples: readonly TrialExample[]
}

export async function trySettings(
  container: MedusaContainer,
  tried: OrderSettings
): Promise<Trial> {
  const { coreTables, currentSettings, options, recentOrders } =
    resolveModule(container)
  const since = new Date(Date.now() - TRIAL_DAYS * 24 * 60 * 60 * 1000)
  const paid = await recentOrders.paidSince(since, NEWEST_PAYMENTS)
  const orders = moneyByOrder(paid)
  const { settings: present } = await currentSettings.readNow()
  const progress = await readProgress(
    container,
    [...orders.keys()],
    [tried, present]
  )
  const edits = groupByOrder(
    await coreTables.statusEdits.newest([...orders.keys()])
  )
  const results = [...orders].map(([orderId, money]) => ({
    orderId,
    money,
    ...tryRules(
      describeOrder(orderId, {
        rows: edits.get(orderId) ?? [],
        progress: progress.get(orderId) ?? null,
        metadataKey: options.orderStatus.metadataKey,
      }),
      tried,
      present
    ),
  }))
  const requests = results.flatMap(
    ({ orderId, money, tried: request, present: already }): TrialExample[] =>
      request
        ? [
            {
              orderId,
              ...money,
              ...request,
              isNew: already?.kind !== request.kind,
            },
          ]
        : []
  )
  return {
    ordersChecked: orders.size,
    isComplete: paid.length < NEWEST_PAYMENTS,
    captures: requests.filter(({ kind }) => kind === "capture").length,
    releases: requests.filter(({ kind }) => kind === "release").length,
    added: requests.filter(({ isNew }) => isNew).length,
    dropped: results.filter(
      (result) => result.present && result.present.kind !== result.tried?.kind
    ).length,
    examples: requests.sort(newFirst).slice(0, TRIAL_EXAMPLES),
  }
}

interface Money {
  readonly amount: number
  readonly currencyCode: string
}

function moneyByOrder(rows: readonly PaidOrderRow[]): Map<string, Money> {
  const orders = new Map<string, Money>()
  for (const { order_id, amount, currency_code } of rows) {
    const before = orders.get(order_id)?.amount ?? 0
    orders.set(order_id, {
      amount: before + Number(amount),
      currencyCode: currency_code,
    })
  }
  return orders
}

async function readProgress(
  container: MedusaContainer,
  orderIds: readonly string[],
  settings: readonly OrderSettings[]
): Promise<Map<string, OrderProgress>> {
  const isNeeded = settings.some(({ captureOn }) =>
    captureOn.some((rule) => !("to" in rule))
  )
  const found = new Map<string, OrderProgress>()
  const ids = isNeeded ? orderIds : []
  for (let start = 0; start < ids.length; start += ORDERS_AT_ONCE) {
    const some = ids.slice(start, start + ORDERS_AT_ONCE)
    for (const progress of await listOrderProgress(container, some)) {
      found.set(progress.orderId, progress)
    }
  }
  return found
}

function groupByOrder(
  rows: readonly StatusEditRow[]
): Map<string, StatusEditRow[]> {
  const groups = new Map<string, StatusEditRow[]>()
  for (const row of rows) {
    groups.set(row.order_id, [...(groups.get(row.order_id) ?? []), row])
  }
  return groups
}

function describeOrder(
  orderId: string,
  {
    rows,
    progress,
    metadataKey,
  }: {
    readonly rows: readonly StatusEditRow[]
    readonly progress: OrderProgress | null
    readonly metadataKey: string
  }
): TriedOrder {
  const edits = rows.map(({ id, created_at, created_by, details }) => ({
    id,
    madeAt: new Date(created_at).toISOString(),
    createdBy: created_by,
    before: details.old ?? null,
    patch: details.new ?? {},
  }))
  return {
    orderId,
    edits: readStatusEdits(edits, metadataKey),
    isComplete: rows.length < NEWEST_EDITS,
    progress,
  }
}

function newFirst(one: TrialExample, other: TrialExample): number {
  return one.isNew === other.isNew
    ? other.at.localeCompare(one.at)
    : Number(other.isNew) - Number(one.isNew)
}
