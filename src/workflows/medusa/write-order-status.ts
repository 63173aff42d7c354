import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  emitEventStep,
  registerOrderChangesStep,
} from "@medusajs/medusa/core-flows"

import { readStatus } from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import { resolveModule } from "../support/module"

const writeOrderStatusStep = createStep(
  "write-order-status",
  async (input: WriteOrderStatusInput, { container }) => {
    const { orderMetadata } = resolveModule(container).coreTables
    const { order_id: orderId, key, from, to } = input
    if (to !== null && !orderMetadata.isWritable) {
      return new StepResponse(
        await writeThroughCore(container, { ...input, to })
      )
    }
    const before =
      to === null
        ? await orderMetadata.removeFromCart({ orderId, key })
        : await orderMetadata.writeKey({ orderId, key, from, to })
    return new StepResponse({
      isWritten: before !== undefined,
      metadata: before ?? null,
    })
  }
)

/**
 * Writes one key of an order's metadata, with the same history and event as core.
 *
 * Core's own update reads the metadata, merges it and writes it back, so two edits at
 * the same time lose a key. This is one atomic statement on one key, and only if the
 * value is still the one that was read: a person's newer value wins.
 */
export const writeOrderStatusWorkflow = createWorkflow(
  "write-order-status",
  (input: WriteOrderStatusInput) => {
    const written = writeOrderStatusStep(input)
    when({ written }, ({ written: result }) => result.isWritten).then(() => {
      registerOrderChangesStep(
        transform({ input, written }, ({ input: status, written: before }) => [
          {
            change_type: "update_order" as const,
            order_id: status.order_id,
            created_by: status.written_by,
            confirmed_by: status.written_by,
            details: {
              type: "metadata",
              old: before.metadata,
              // Medusa deletes a key that is set to an empty text.
              new: { [status.key]: status.to ?? "" },
            },
          },
        ])
      )
      emitEventStep({
        eventName: OrderWorkflowEvents.UPDATED,
        data: { id: input.order_id },
        metadata: { written_by: input.written_by },
      })
    })
    return new WorkflowResponse(written)
  }
)

export interface WriteOrderStatusInput {
  order_id: string
  /** The key in the order's metadata. */
  key: string
  /** Written only while this is still the value. */
  from: string | null
  /** Null removes the key, only if the order has what its cart carried. */
  to: string | null
  /** The author in the order's history. */
  written_by: string
}

/** Used only if core's table has changed: a concurrent edit may lose its key. */
async function writeThroughCore(
  container: MedusaContainer,
  input: WriteOrderStatusInput & { readonly to: string }
): Promise<{ isWritten: boolean; metadata: Record<string, unknown> | null }> {
  const orders = container.resolve(Modules.ORDER)
  const { metadata = null } = await orders.retrieveOrder(input.order_id)
  if (readStatus(metadata?.[input.key]) !== input.from) {
    return { isWritten: false, metadata }
  }
  await orders.updateOrders(input.order_id, {
    metadata: { ...metadata, [input.key]: input.to },
  })
  return { isWritten: true, metadata }
}
