import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

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
