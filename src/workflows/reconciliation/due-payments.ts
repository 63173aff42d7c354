import type { MedusaContainer } from "@medusajs/framework/types"

import { resolveModule } from "../support/module"
import { synchronizeOrLog } from "../synchronization/in-background"

/**
 * Due without anybody asking: retries, expired Checkout Sessions, interrupted passes and
 * events that the bus lost. Per tick; what lapses soonest comes first.
 */
const LIMIT = 100

/** A few at a time, among those that webhooks start. @returns how many were due. */
export async function synchronizeDuePayments(
  container: MedusaContainer
): Promise<number> {
  const { background, duePayments, events } = resolveModule(container)
  const due = await duePayments.due(LIMIT)
  const forgotten = await events.forgotten(LIMIT)
  const ids = [...new Set([...due, ...forgotten])]
  await Promise.all(
    ids.map(async (id) =>
      background.run(async () => synchronizeOrLog(container, id), { key: id })
    )
  )
  return ids.length
}
