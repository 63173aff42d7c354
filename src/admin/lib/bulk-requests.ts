/**
 * Which bulk request the list of payments shows, and how far it is.
 */
import type { BulkRequestDescription } from "../../api/admin/stripe-checkout/bulk-requests/responses"

export type BulkKind = BulkRequestDescription["kind"]

/** Long enough to read what came of it, also after a reload. */
const SHOWN_AFTER_END_MS = 3_600_000

interface Moment {
  /** The ids of those that need not be shown again. */
  readonly dismissed: readonly string[]
  readonly now: number
}

/** One that is running goes before one that has ended, because it can be stopped. */
export function findShown(
  newestFirst: readonly BulkRequestDescription[],
  { dismissed, now }: Moment
): BulkRequestDescription | undefined {
  return (
    newestFirst.find(isRunning) ??
    newestFirst.find(
      ({ id, settled_at }) =>
        settled_at !== null &&
        now - new Date(settled_at).getTime() < SHOWN_AFTER_END_MS &&
        !dismissed.includes(id)
    )
  )
}

export function isRunning({
  status,
}: Pick<BulkRequestDescription, "status">): boolean {
  return status === "running"
}

/** Captured, released, failed or not possible: nothing more will happen to these. */
export function countDone({
  total,
  pending,
  stopped,
}: Pick<BulkRequestDescription, "total" | "pending" | "stopped">): number {
  return total - pending - stopped
}
