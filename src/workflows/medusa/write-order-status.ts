import {
  ContainerRegistrationKeys,
  OrderWorkflowEvents,
} from "@medusajs/framework/utils"
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

export interface WriteOrderStatusInput {
  order_id: string
  /** The key in the order's metadata. */
  key: string
  /** Written only while this is still the value. */
  from: string | null
  to: string
  /** Who is named in the order's history. */
  written_by: string
}

interface Before {
  readonly metadata: Record<string, unknown> | null
}

/** One statement: reads, compares and writes under the row's lock. */
const WRITE_ONE_KEY = `
  with before as (select id, metadata from "order" where id = :id for update)
  update "order"
     set metadata = coalesce("order".metadata, '{}'::jsonb)
                    || jsonb_build_object(:key::text, :to::text),
         updated_at = now()
    from before
   where "order".id = before.id
     and before.metadata ->> :key is not distinct from :from::text
  returning before.metadata`

export const writeOrderStatusStep = createStep(
  "write-order-status",
  async (input: WriteOrderStatusInput, { container }) => {
    const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const { rows } = await database.raw<{ rows: Before[] }>(WRITE_ONE_KEY, {
      id: input.order_id,
      key: input.key,
      from: input.from,
      to: input.to,
    })
    const before = rows[0]
    return new StepResponse({
      isWritten: before !== undefined,
      metadata: before?.metadata ?? null,
    })
  }
)
