import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  emitEventStep,
  registerOrderChangesStep,
} from "@medusajs/medusa/core-flows"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"

import {
  type WriteOrderStatusInput,
  writeOrderStatusStep,
} from "./steps/write-order-status"

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
              new: { [status.key]: status.to },
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
