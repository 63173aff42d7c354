/**
 * What the merchant wants done: from the order's change records and states by the
 * rules, or asked for directly. Each cause is written down once, with its reason,
 * also when it is declined.
 */

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { getOrderDetailWorkflow } from "@medusajs/medusa/core-flows"

import type { Wish } from "../../modules/stripe-checkout/domain/decision/decide"
import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import {
  decideSituation,
  decideStatusChanges,
  type MetadataEdit,
  type OrderRules,
  type OrderSituation,
  readOrderStatusChanges,
  type RuleOutcome,
} from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import type { MedusaReading } from "../medusa/payment"
import { newRowId, resolveModule } from "../support/module"

/** Older changes were answered when they were new. */
const NEWEST_CHANGES = 50

interface OrderChangeRow {
  readonly id: string
  readonly created_by?: string | null
  readonly actions?: readonly {
    readonly details?: {
      readonly type?: string
      readonly old?: Record<string, unknown> | null
      readonly new?: Record<string, unknown> | null
    } | null
  }[]
}

export const readWishStep = createStep(
  "read-wish",
  async ({ row, medusa }: MedusaReading, { container }) => {
    const { operations, options } = resolveModule(container)
    if (medusa.order) {
      const outcomes = await applyRules(
        container,
        medusa.order.id,
        options.orderStatus
      ).then((found) => [
        ...found,
        ...decideAtDeadline(medusa, row, options.captureDeadline.action),
      ])
      for (const outcome of outcomes) {
        await operations.ask({
          id: newRowId("scop"),
          paymentSessionId: row.payment_session_id,
          orderId: medusa.order.id,
          kind: outcome.wanted,
          amount: null,
          currencyCode: row.currency_code,
          trigger: outcome.trigger,
          rule: outcome.rule,
          actor: outcome.actor,
          requestedByStatus: outcome.requestedByStatus,
          isDeclined: outcome.isDeclined,
          reason: outcome.reason,
        })
      }
    }
    const wanted = await operations.nextWanted(row.payment_session_id)
    const wish: Wish | null = wanted && {
      kind: wanted.kind,
      operationId: wanted.id,
      amount:
        wanted.amount === null
          ? null
          : toMinorUnits(wanted.amount, row.currency_code),
    }
    return new StepResponse({ wish })
  }
)

/** Near the end of the hold, if the options say so. */
function decideAtDeadline(
  medusa: MedusaReading["medusa"],
  row: MedusaReading["row"],
  action: "alert" | "capture" | "release"
): RuleOutcome[] {
  const isNotNear = medusa.deadline === "far" || row.capture_before === null
  if (isNotNear || action === "alert" || row.state !== "authorized") {
    return []
  }
  return [
    {
      // Once per hold, whatever Stripe says of its end later.
      trigger: "deadline",
      wanted: action,
      isDeclined: false,
      rule: `captureDeadline ${action}`,
      actor: null,
      requestedByStatus: null,
      reason: "The hold lapses soon.",
    },
  ]
}

async function applyRules(
  container: MedusaContainer,
  orderId: string,
  rules: OrderRules
): Promise<RuleOutcome[]> {
  const edits = await readMetadataEdits(container, orderId)
  const changes = readOrderStatusChanges(edits, rules.metadataKey)
  const situation = await readOrderSituation(container, orderId, rules)
  return [
    ...decideStatusChanges(changes, rules),
    ...(situation ? decideSituation(situation, rules) : []),
  ]
}

/** Oldest first. */
async function readMetadataEdits(
  container: MedusaContainer,
  orderId: string
): Promise<MetadataEdit[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_change",
    fields: ["id", "created_by", "created_at", "actions.details"],
    filters: { order_id: orderId, change_type: "update_order" },
    pagination: { take: NEWEST_CHANGES, skip: 0, order: { id: "DESC" } },
  })
  const changes = data as unknown as readonly OrderChangeRow[]
  return changes
    .flatMap((change) =>
      (change.actions ?? [])
        .filter(({ details }) => details?.type === "metadata")
        .map(({ details }) => ({
          id: change.id,
          createdBy: change.created_by ?? null,
          before: details?.old ?? null,
          patch: details?.new ?? {},
        }))
    )
    .reverse()
}

/**
 * Medusa's own order and fulfillment status, read only when a rule asks for them:
 * core computes the fulfillment status from everything that hangs on the order.
 */
export async function readOrderSituation(
  container: MedusaContainer,
  orderId: string,
  rules: OrderRules
): Promise<OrderSituation | null> {
  const isAsked = rules.captureOn.some((rule) => !("to" in rule))
  if (!isAsked) {
    return null
  }
  const { result } = await getOrderDetailWorkflow(container).run({
    input: {
      order_id: orderId,
      fields: ["id", "status", "fulfillment_status"],
    },
  })
  return {
    orderId,
    orderStatus: result.status,
    fulfillmentStatus: result.fulfillment_status,
  }
}
